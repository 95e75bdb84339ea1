// Stands before the file of this name in Swagger UI, which shows another service's description.
window.onload = () => {
	window.ui = SwaggerUIBundle({
		url: '../v3/api-docs',
		dom_id: '#swagger-ui',
		deepLinking: true,
		validatorUrl: null,
		presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
		plugins: [SwaggerUIBundle.plugins.DownloadUrl],
		layout: 'StandaloneLayout',
	});
};
