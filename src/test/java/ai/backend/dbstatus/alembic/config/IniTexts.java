package ai.backend.dbstatus.alembic.config;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes ini texts: some as people write them, some with every oddity at once, some of them damaged afterwards.
 */
final class IniTexts {

	private static final List<String> SPACES = List.of("", "", "", " ", " ", "  ", "\t", " \t", "\f", "\u000B",
			"\u001C",
			"\u0085", "\u00A0", "\u2003", "\u2028", "\u3000", "\u200B", "\uFEFF");

	private static final List<String> LINE_ENDS = List.of("\n", "\n", "\n", "\n", "\n", "\n", "\r\n", "\r\n", "\r", "",
			"\u2028", "\u0085", "\n\n", "\r\r\n");

	private static final List<String> SECTIONS = List.of("alembic", "DEFAULT", "DEFAULT", "default", "a", "b", " a",
			"a]b",
			"\u00FC", "", "[", "]", "DEFAULT]", "logger_root", "a ; b");

	private static final List<String> KEYS = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "A", "Key",
			"key name",
			"script_location", "here", "HERE", "sqlalchemy.url", "\u0130", "i\u0307", "\u039F\u03A3", "\u03A3",
			"\u03BF\u03C2",
			"\u00C4'\u03A3", "a\u03A3.b", "a\u03A3\u0301 b", "\u01C5\u03A3", "\uD801\uDC00", "\uD801\uDC00\u03A3",
			"%(a)s", "%",
			"a[b]", "\uD83D\uDE00", "", "\u0000");

	private static final List<String> DELIMITERS = List.of("=", "=", "=", ":", ":", "==", ":=", "");

	private static final List<String> PARTS = List.of("x", "y z", "%%", "%(a)s", "%(b)s", "%(c)s", "%(d)s", "%(e)s",
			"%(f)s",
			"%(A)s", "%(here)s", "%(HERE)s", "%(key name)s", "%(\u03A3)s", "%(\u0130)s", "%(nowhere)s", "%(a)", "%(a)d",
			"%()s",
			"%(", "%", "%%(a)s", "%%%", "; c", "# c", "#", ";", "[x]", "=", ":", "'", "\"", "\\", "/", ",", "\u00E9",
			"\uD83D\uDE00", "\u0000", "\u00A0", "\t", "\f", "\r", "\n", "\n ", "\n\t", "true", "100%", "p%40ss");

	private final SplittableRandom random;

	private boolean wild;

	IniTexts(long seed) {
		this.random = new SplittableRandom(seed);
	}

	/**
	 * The next text.
	 */
	String next() {
		this.wild = chance(40);
		StringBuilder text = new StringBuilder();
		if (chance(95)) {
			header(text);
		}
		if (chance(5)) {
			chain(text);
		}
		int lines = this.random.nextInt(1, 14);
		for (int line = 0; line < lines; line++) {
			line(text);
		}
		return chance(25) ? damaged(text) : text.toString();
	}

	private void line(StringBuilder text) {
		int kind = this.random.nextInt(100);
		if (kind < 12) {
			header(text);
		}
		else if (kind < 60) {
			option(text);
		}
		else if (kind < 75) {
			text.append(this.wild ? pick(SPACES) + pick(SPACES) : "  ");
			value(text);
			end(text);
		}
		else if (kind < 85) {
			text.append(space()).append(chance(50) ? '#' : ';').append(pick(PARTS));
			end(text);
		}
		else if (kind < 97 || !this.wild) {
			text.append(space());
			end(text);
		}
		else {
			value(text);
			end(text);
		}
	}

	private void header(StringBuilder text) {
		text.append(space()).append('[');
		text.append(this.wild ? pick(SECTIONS) : chance(30) ? "DEFAULT" : "s" + this.random.nextInt(1000)).append(']');
		if (this.wild && chance(10)) {
			text.append(pick(PARTS));
		}
		end(text);
	}

	/**
	 * Options that refer to one another about as deep as is allowed.
	 */
	private void chain(StringBuilder text) {
		int depth = this.random.nextInt(7, 14);
		for (int link = 0; link < depth; link++) {
			text.append("link%d = <%%(link%d)s>\n".formatted(link, link + 1));
		}
		text.append("link%d = ".formatted(depth)).append(pick(PARTS)).append('\n');
	}

	private void option(StringBuilder text) {
		text.append(this.wild ? pick(SPACES) : "");
		text.append(this.wild || chance(60) ? pick(KEYS) : "k" + this.random.nextInt(1000));
		text.append(space()).append(this.wild ? pick(DELIMITERS) : chance(50) ? "=" : ":").append(space());
		value(text);
		end(text);
	}

	private void value(StringBuilder text) {
		for (int part = this.random.nextInt(4); part > 0; part--) {
			text.append(pick(PARTS));
		}
	}

	private void end(StringBuilder text) {
		text.append(this.wild ? pick(SPACES) + pick(LINE_ENDS) : "\n");
	}

	private String space() {
		return this.wild ? pick(SPACES) : chance(50) ? " " : "";
	}

	private String damaged(StringBuilder text) {
		for (int times = this.random.nextInt(1, 4); times > 0 && !text.isEmpty(); times--) {
			int start = this.random.nextInt(text.length());
			int end = Math.min(text.length(), start + this.random.nextInt(1, 6));
			switch (this.random.nextInt(4)) {
				case 0 -> text.delete(start, end);
				case 1 -> text.insert(start, pick(PARTS));
				case 2 -> text.insert(this.random.nextInt(text.length()), text.substring(start, end));
				default ->
					text.setCharAt(start, pick(List.of(" ", "=", "\n", "\r", "%", "[", "]", "\uD800")).charAt(0));
			}
		}
		return text.toString();
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private String pick(List<String> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

}
