package ai.backend.dbstatus.web.problem;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import ai.backend.dbstatus.component.UnknownComponentException;
import ai.backend.dbstatus.status.report.PlainText;
import ai.backend.dbstatus.web.http.ContentPolicy;
import ai.backend.dbstatus.web.http.Format;
import ai.backend.dbstatus.web.http.Formats;
import ai.backend.dbstatus.web.http.Parameters;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriUtils;

/**
 * Tells a person with a browser that there is no such component, and leads on to those that may have been meant.
 */
final class UnknownComponentPage {

	/** A program gets problem details, and so does whoever asks for a format by name. */
	private static final Formats FORMATS = Formats.of(Format.JSON, Format.HTML);

	private UnknownComponentPage() {
	}

	/**
	 * Whether a request comes from a browser that opens a page.
	 */
	static boolean isFor(HttpServletRequest request) {
		try {
			return request.getParameter(Formats.PARAMETER) == null
					&& FORMATS.choose(Parameters.anything(request, FORMATS.parameter())) == Format.HTML;
		}
		catch (HttpMediaTypeNotAcceptableException ex) {
			return false;
		}
	}

	/**
	 * The answer.
	 */
	static ResponseEntity<byte[]> of(UnknownComponentException ex, HttpServletRequest request) {
		String root = root(request);
		String page = """
				<!doctype html>
				<html lang="en">
				<head>
					<meta charset="utf-8">
					<meta name="viewport" content="width=device-width, initial-scale=1">
					<meta name="color-scheme" content="light dark">
					<title>Unknown component</title>
					<link rel="icon" type="image/svg+xml" href="%1$spage/icon-none.svg">
					<link rel="stylesheet" href="%1$spage/palette.css">
					<link rel="stylesheet" href="%1$spage/page.css">
				</head>
				<body class="message">
					<header class="top">
						<nav aria-label="Breadcrumb"><a href="%1$s">Database status</a><span aria-hidden="true"> /</span></nav>
						<h1>Unknown component</h1>
					</header>
					<main>
						<p class="summary">%2$s</p>
				%3$s	</main>
				</body>
				</html>
				"""
				.formatted(root, html(String.valueOf(ex.getMessage())), list(ex.near(), root));
		return ResponseEntity.status(HttpStatus.NOT_FOUND)
				.contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
				.header(ContentPolicy.HEADER, ContentPolicy.PAGE.directives())
				.header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
				.body(page.getBytes(StandardCharsets.UTF_8));
	}

	/** Relative, so that it leads to the right place behind a proxy that serves this below a path. */
	private static String root(HttpServletRequest request) {
		String path = request.getRequestURI().substring(request.getContextPath().length());
		return "../".repeat((int) path.substring(1).chars().filter((c) -> c == '/').count());
	}

	private static String list(List<String> names, String root) {
		return names.isEmpty()
				? ""
				: names.stream()
						.map((name) -> "\t\t<li><a href=\"%scomponents/%s/\">%s</a></li>\n".formatted(root,
								UriUtils.encodePathSegment(name, StandardCharsets.UTF_8), html(name)))
						.collect(Collectors.joining("", "\t\t<ul>\n", "\t\t</ul>\n"));
	}

	private static String html(String text) {
		return HtmlUtils.htmlEscape(PlainText.of(text), "UTF-8");
	}

}
