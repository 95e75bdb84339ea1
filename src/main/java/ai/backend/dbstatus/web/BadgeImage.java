package ai.backend.dbstatus.web;

import ai.backend.dbstatus.status.report.Status;

import org.springframework.web.util.HtmlUtils;

/**
 * Draws a badge. A screen reader hears its title.
 */
final class BadgeImage {

	private static final int PADDING = 6;

	/** About the width of a letter; the text is then stretched to what was reckoned, whatever font there is. */
	private static final double LETTER = 6.4;

	private BadgeImage() {
	}

	static String draw(Badge badge, Status status) {
		int left = textWidth(badge.label()) + 2 * PADDING;
		int right = textWidth(badge.message()) + 2 * PADDING;
		String title = escape(badge.label() + ": " + badge.message());
		return """
				<svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%2$s">
				<title>%2$s</title>
				<clipPath id="r"><rect width="%1$d" height="20" rx="4"/></clipPath>
				<g clip-path="url(#r)">
				<rect width="%3$d" height="20" fill="#3c4043"/>
				<rect x="%3$d" width="%4$d" height="20" fill="%5$s"/>
				</g>
				<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11" aria-hidden="true">
				%6$s
				%7$s
				</g>
				</svg>
				""".formatted(left + right, title, left, right, BadgeColor.of(status).rgb(),
				text(PADDING, badge.label()), text(left + PADDING, badge.message()));
	}

	private static String text(int x, String text) {
		return "<text x=\"%d\" y=\"14\" textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\">%s</text>".formatted(x,
				textWidth(text), escape(text));
	}

	private static int textWidth(String text) {
		return (int) Math.ceil(text.length() * LETTER);
	}

	private static String escape(String text) {
		return HtmlUtils.htmlEscapeDecimal(text, "UTF-8");
	}

}
