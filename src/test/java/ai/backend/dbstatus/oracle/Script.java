package ai.backend.dbstatus.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A generated migration script.
 *
 * @param place which of the layout's directories it is in
 * @param file its file's name
 * @param style how it is written; 0 is the plainest
 * @param flaw what is wrong with it
 */
record Script(int place, String file, String revision, List<String> downRevisions, List<String> dependsOn,
		List<String> labels, int style, Flaw flaw) {

	static final int STYLES = 12;

	Script with(List<String> downRevisions, List<String> dependsOn, List<String> labels) {
		return new Script(this.place, this.file, this.revision, downRevisions, dependsOn, labels, this.style,
				this.flaw);
	}

	Script with(Flaw flaw) {
		return new Script(this.place, this.file, this.revision, this.downRevisions, this.dependsOn, this.labels,
				this.style, flaw);
	}

	/** The same in the plainest style. */
	Script plain() {
		return new Script(0, this.file, this.revision, this.downRevisions, this.dependsOn, this.labels, 0, this.flaw);
	}

	/** Whether it refers to another. */
	boolean needs(Script other) {
		return !without(other).equals(this);
	}

	/** The same without what refers to another. */
	Script without(Script other) {
		return with(without(this.downRevisions, other), without(this.dependsOn, other), this.labels);
	}

	private static List<String> without(List<String> ids, Script other) {
		return ids.stream().filter((id) -> !id.equals(other.revision) && !other.labels.contains(id)).toList();
	}

	String text() {
		return switch (this.flaw) {
			case NONE -> header() + identifiers() + functions();
			case NO_REVISION -> header() + "down_revision = None\n" + functions();
			case NO_DOWN_REVISION -> header() + "revision = %s\n".formatted(quoted(this.revision)) + functions();
			case BROKEN_SYNTAX -> header() + identifiers() + "def upgrade(:\n    pass\n";
			case NUMBER -> header() + "revision = 12\ndown_revision = None\n" + functions();
		};
	}

	private String header() {
		return switch (this.style % 5) {
			case 0 -> """
					\"""Make %s

					Revision ID: %s
					Revises: something else
					Create Date: 2026-02-03 04:05:06.789012

					\"""
					""".formatted(this.file, this.revision);
			case 1 -> "'''  Größe ändern\nand more\n'''\n";
			case 2 -> "# -*- coding: utf-8 -*-\n\"first \" 'and second'\nfrom __future__ import annotations\n";
			case 3 -> "import os\n\"not a docstring\"\n";
			default -> "r\"\"\"\nOn its own line \\d\n\n\"\"\"\nfrom alembic import op\nimport sqlalchemy as sa\n";
		};
	}

	private String identifiers() {
		String id = quoted(this.revision);
		String down = value(this.downRevisions);
		String labels = value(this.labels);
		String depends = value(this.dependsOn);
		return switch (this.style) {
			case 1 -> """
					from typing import Sequence, Union
					revision: str = %s
					down_revision: Union[str, Sequence[str], None] = %s
					branch_labels: Union[str, Sequence[str], None] = %s
					depends_on: Union[str, Sequence[str], None] = %s
					""".formatted(id, down, labels, depends);
			case 2 -> "revision, down_revision = %s, %s\n(branch_labels, depends_on) = %s, %s\n".formatted(id, down,
					labels, depends);
			case 3 -> "_ID = %s\n_DOWN = %s\nrevision = _ID\ndown_revision = _DOWN\nbranch_labels = %s\n".formatted(id,
					down, labels) + "depends_on = \\\n    %s\n".formatted(depends);
			case 4 -> "revision = %s ; down_revision = %s; branch_labels = %s\ndepends_on = (%s)\n".formatted(id, down,
					labels, depends);
			case 5 -> "name = revision = %s %s\n".formatted(quoted(this.revision.substring(0, 1)),
					quoted(this.revision.substring(1)))
					+ "down_revision = %s\nbranch_labels = %s\ndepends_on = %s\n".formatted(down, labels, depends);
			case 6 -> "_ID = %s\nrevision = f'{_ID}'\nif True:\n    down_revision = %s\n".formatted(id, down)
					+ "branch_labels = %s\ndepends_on = %s\n".formatted(labels, depends);
			case 7 -> "revision = 'wrong'\ndown_revision = 'wrong'\nrevision = %s\n".formatted(id)
					+ "down_revision = %s # 'no'\nbranch_labels = %s\ndepends_on = %s\n".formatted(down, labels,
							depends);
			case 8 -> "def helper(revision='wrong'):\n    down_revision = 'wrong'\n    return down_revision\n\n"
					+ "class Helper:\n    revision = 'wrong'\n\n"
					+ "depends_on = %s\nbranch_labels = %s\ndown_revision = %s\nrevision = %s\n".formatted(depends,
							labels,
							down, id);
			case 9 -> "revision = %s + ''\ndown_revision = %s\n".formatted(id, down)
					+ (this.labels.isEmpty() ? "" : "branch_labels = %s\n".formatted(labels))
					+ (this.dependsOn.isEmpty() ? "" : "depends_on = %s\n".formatted(depends));
			case 10 -> "revision = u%s\ndown_revision = %s\nbranch_labels = %s\ndepends_on = %s\n".formatted(id,
					several(this.downRevisions), several(this.labels), several(this.dependsOn));
			case 11 -> "\trevision = '%s'\n".formatted(this.revision).strip()
					+ "\r\ndown_revision = %s\r\nbranch_labels = %s\r\n# Part of: 1.2\r\ndepends_on = %s\r\n".formatted(
							down, labels, depends);
			default -> "revision = %s\ndown_revision = %s\nbranch_labels = %s\ndepends_on = %s\n".formatted(id, down,
					labels, depends);
		};
	}

	private static String functions() {
		return "\n\ndef upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n";
	}

	private String value(List<String> ids) {
		if (ids.isEmpty()) {
			return (this.style % 3 == 2) ? "()" : "None";
		}
		if (ids.size() == 1 && this.style % 4 != 3) {
			return (this.style % 2 == 1) ? "'%s'".formatted(ids.getFirst()) : quoted(ids.getFirst());
		}
		return ids.stream().map(Script::quoted).collect(Collectors.joining(", ", "(", ",)"));
	}

	/** A list over several lines, with comments. */
	private static String several(List<String> ids) {
		List<String> lines = new ArrayList<>();
		ids.forEach((id) -> lines.add("    %s, # not '%s'\n".formatted(quoted(id), id + "x")));
		return "[\n    # 'no',\n" + String.join("", lines) + "]";
	}

	private static String quoted(String text) {
		return "\"" + text + "\"";
	}

	/**
	 * What may be wrong with a script.
	 */
	enum Flaw {

		NONE, NO_REVISION, NO_DOWN_REVISION, BROKEN_SYNTAX, NUMBER

	}

}
