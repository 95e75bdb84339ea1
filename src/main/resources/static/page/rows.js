// The rows of the list: one for each item.

import { day, element } from './dom.js';
import { releaseName } from './text.js';

/** The row of an item; `choose` is called when it is clicked. */
export function makeRow(item, index, count, layout, choose) {
	const row = element('div', { class: 'row', id: `item-${index}` });
	row.style.transform = `translateY(${layout.top(index)}px)`;
	row.style.paddingLeft = `${layout.indent}px`;
	if (item.kind === 'release') {
		row.classList.add('divider');
		row.setAttribute('aria-hidden', 'true');
		row.append(element('span', { class: 'release' }, releaseName(item.release)));
		return row;
	}
	row.setAttribute('role', 'option');
	row.setAttribute('aria-selected', 'false');
	row.setAttribute('aria-setsize', count);
	row.setAttribute('aria-posinset', index + 1);
	row.addEventListener('click', () => choose(index));
	switch (item.kind) {
		case 'fold':
			row.classList.add('fold');
			row.append(...folded(layout.history.revisions.slice(item.from, item.to)));
			break;
		case 'unrecognized':
			row.append(element('code', {}, item.row), tag('unrecognized', 'database'),
				element('span', { class: 'description' }, 'Not among these scripts'));
			break;
		default:
			row.classList.toggle('own', layout.history.isOwn(item.place));
			row.append(...revision(layout.history, item));
	}
	return row;
}

function folded(revisions) {
	const releases = revisions.map((one) => one.release).filter(Boolean).map(releaseName);
	const [newest, oldest] = [releases[0], releases.at(-1)];
	const span = releases.length === 0 ? '' : newest === oldest ? ` · ${newest}` : ` · ${oldest} to ${newest}`;
	return [element('span', {}, `${revisions.length} applied revisions folded${span}`), tag('', 'Show')];
}

function revision(history, { place, section }) {
	const one = history.revisions[place];
	return [
		element('code', {}, one.revision),
		tags(history, one),
		element('span', { class: 'description', title: one.file }, one.description ?? one.file),
		element('span', { class: 'quiet' }, one.release === section ? null : [releaseName(one.release), ' '], day(one.created)),
	].filter((part) => part !== null);
}

/** What there is to say of a revision in a word each; null where there is nothing. */
export function tags(history, revision) {
	const all = [
		revision.row ? tag('database', 'database') : null,
		revision.head ? tag('head', 'head') : null,
		history.points.has(revision.revision) ? tag('point', 'lines part here') : null,
		revision.state === 'PENDING' ? tag('pending', 'pending') : null,
		...revision.branchLabels.map((label) => tag('label', label)),
	].filter((one) => one !== null);
	return all.length === 0 ? null : element('span', { class: 'tags' }, all);
}

function tag(style, text) {
	return element('span', { class: `tag ${style}`.trim(), title: style === 'label' ? text : null }, text);
}
