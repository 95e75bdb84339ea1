// Stands before the file of this name in Swagger UI, which shows another service's description. Where the service wants a token,
// it is asked for here, kept as the status page keeps it, and sent as a header with the description and with all that is tried.

const KEY = 'db-status-token';
const DESCRIPTION = '../v3/api-docs';

function token() {
	try {
		return sessionStorage.getItem(KEY);
	}
	catch {
		// A browser that keeps nothing.
		return null;
	}
}

function show(spec, bearer) {
	document.documentElement.lang = 'en';
	document.title = 'db-status: the resources';
	window.ui = SwaggerUIBundle({
		spec,
		url: DESCRIPTION,
		dom_id: '#swagger-ui',
		deepLinking: true,
		validatorUrl: null,
		presets: [SwaggerUIBundle.presets.apis],
		// Without the bar that shows another address: there is one description.
		layout: 'BaseLayout',
		requestInterceptor: (request) => {
			if (bearer !== null && new URL(request.url, location).origin === location.origin) {
				request.headers.Authorization ??= `Bearer ${bearer}`;
			}
			return request;
		},
		onComplete: () => bearer !== null && window.ui.preauthorizeApiKey('token', bearer),
	});
}

function make(name, properties, ...children) {
	const node = Object.assign(document.createElement(name), properties);
	node.append(...children);
	return node;
}

function askFor(words) {
	const field = make('input', { type: 'password', autocomplete: 'current-password', required: true });
	const label = make('label', {}, `${words} This tab keeps it until it is closed, and sends it as a header. `, field);
	const form = make('form', { id: 'token' }, label, ' ', make('button', { type: 'submit' }, 'Show'));
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		form.remove();
		begin(field.value);
	});
	document.body.prepend(form);
	field.focus();
}

async function begin(bearer) {
	const response = await fetch(DESCRIPTION, { headers: bearer === null ? {} : { Authorization: `Bearer ${bearer}` } });
	if (response.status === 401) {
		askFor(bearer === null ? 'This service wants a token.' : 'That is not the token of this service.');
		return;
	}
	if (!response.ok) {
		document.body.prepend(make('p', { id: 'problem' }, `The description is answered with ${response.status}. Open this page again later.`));
		return;
	}
	if (bearer !== null) {
		try {
			sessionStorage.setItem(KEY, bearer);
		}
		catch {
			// It serves this page.
		}
	}
	show(await response.json(), bearer);
}

window.onload = () => begin(token());
