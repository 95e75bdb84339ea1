package ai.backend.dbstatus.alembic.python.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ai.backend.dbstatus.alembic.python.syntax.Span;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;

/**
 * What code that is run and not followed may do to the globals, by the names that it mentions: it may change the lists and
 * sets, and run the functions. It is looked at as tokens, so that it need not even be proper Python.
 */
final class Mentions {

	/** What functions mention functions mention, and so on: a thread's stack bears some more. */
	private static final int MAXIMUM_DEPTH = 300;

	private final Tokens tokens;

	private final Globals globals;

	private final Effort effort;

	/** Where the functions begin that are being looked at. */
	private final Set<Integer> running = new HashSet<>();

	/** The names that functions mention, those of {@linkplain #plainNames plain} ones: many are looked at again and again. */
	private final Map<Span, Optional<List<String>>> plain = new HashMap<>();

	/** The plain ones of them that were looked at. */
	private final Set<Span> seen = new HashSet<>();

	private int depth;

	Mentions(Tokens tokens, Globals globals, Effort effort) {
		this.tokens = tokens;
		this.globals = globals;
		this.effort = effort;
	}

	/** Returns whether code binds names within its expressions. */
	boolean binds(Span span) {
		for (int i = span.from(); i < span.to(); i++) {
			if (this.tokens.kind(i) == Tokens.WALRUS
					|| (this.tokens.kind(i) == Tokens.FSTRING && this.tokens.text(i).contains(":="))) {
				return true;
			}
		}
		return false;
	}

	/** Takes code for such as is run. */
	void run(Span span) {
		for (int i = span.from(); i < span.to(); i++) {
			token(i);
		}
	}

	private void token(int i) {
		int kind = this.tokens.kind(i);
		if (kind == Tokens.FSTRING) {
			formatted(i);
		}
		if (kind != Tokens.NAME) {
			return;
		}
		if (i == 0 || this.tokens.kind(i - 1) != '.') {
			String name = this.tokens.text(i);
			name(name, i);
			if (this.tokens.kind(i + 1) == Tokens.WALRUS) {
				this.globals.bindUnknown(name, reason(i));
			}
		}
		if (this.tokens.kind(i + 1) == '[' && this.tokens.text(i).equals("modules")) {
			this.globals.bindAllUnknown(reason(i));
		}
	}

	private void formatted(int index) {
		String text = this.tokens.text(index);
		boolean binds = text.contains(":=");
		for (String word : words(text)) {
			name(word, index);
			if (binds) {
				this.globals.bindUnknown(word, reason(index));
			}
		}
	}

	private static List<String> words(String text) {
		List<String> words = new ArrayList<>();
		int i = 0;
		while (i < text.length()) {
			int start = i;
			while (i < text.length() && Character.isJavaIdentifierPart(text.charAt(i))) {
				i++;
			}
			if (i > start) {
				words.add(text.substring(start, i));
			}
			i++;
		}
		return words;
	}

	private void name(String name, int index) {
		if (GlobalsAccess.isToAny(name)) {
			if (GlobalsAccess.onlyReads(this.tokens, index)) {
				mentionAll();
			}
			else {
				this.globals.bindAllUnknown(reason(index));
			}
		}
		mentioned(name);
	}

	private void mentioned(String name) {
		if (this.depth > 0) {
			this.globals.capture(name);
		}
		if (this.globals.get(name) instanceof PyObject.Sequence sequence) {
			sequence.escape();
		}
		callAll(name);
	}

	private void callAll(String name) {
		List<Span> functions = this.globals.functions(name);
		if (!functions.isEmpty()) {
			this.effort.spend(functions.size());
			List.copyOf(functions).forEach(this::call);
		}
	}

	/** What is read by a name that only running the code would tell may be any object: a function may be run, a list changed. */
	private void mentionAll() {
		this.globals.captureAll();
		List<Span> functions = this.globals.functions();
		this.effort.spend(functions.size());
		functions.forEach(this::call);
	}

	/** A class's own statements run at once; its methods do where these mention or decorate them. */
	void classBody(Span body) {
		for (int i = body.from(); i < body.to(); i++) {
			if (this.tokens.is(i, "global")) {
				i = giveUp(i, body.to());
			}
			else if (this.tokens.is(i, "def")) {
				i = method(i);
			}
			else {
				token(i);
			}
		}
	}

	private int method(int header) {
		int end = header;
		while (this.tokens.kind(end) != Tokens.NEWLINE) {
			end++;
		}
		run(new Span(this.tokens, header, end));
		if (this.tokens.kind(end + 1) == Tokens.INDENT) {
			end = endOfBlock(end + 1);
		}
		Span method = new Span(this.tokens, header, end);
		this.globals.addFunction(this.tokens.text(header + 1), method);
		if (isDecorated(header)) {
			call(method);
		}
		return end;
	}

	/** Python's own decorators of methods do not call them. */
	private boolean isDecorated(int header) {
		int newline = this.tokens.is(header - 1, "async") ? header - 2 : header - 1;
		if (this.tokens.kind(newline) != Tokens.NEWLINE) {
			return false;
		}
		int line = newline;
		while (!this.tokens.isLineEnd(line - 1)) {
			line--;
		}
		return this.tokens.kind(line) == '@' && !(newline == line + 2 && (this.tokens.is(line + 1, "property")
				|| this.tokens.is(line + 1, "staticmethod") || this.tokens.is(line + 1, "classmethod")));
	}

	private int endOfBlock(int indent) {
		int level = 0;
		int i = indent;
		do {
			level += (this.tokens.kind(i) == Tokens.INDENT) ? 1 : (this.tokens.kind(i) == Tokens.DEDENT) ? -1 : 0;
			i++;
		} while (level > 0);
		return i - 1;
	}

	/** A function has become reachable: it may run now and at any later time. */
	void call(Span code) {
		if (!this.running.add(code.from())) {
			return;
		}
		int length = this.tokens.end(code.to() - 1) - this.tokens.start(code.from());
		this.effort.spend(code.to() - code.from() + length / 8);
		if (this.depth >= MAXIMUM_DEPTH) {
			throw new TooIntricateException(
					"more than " + MAXIMUM_DEPTH + " functions and classes mention one another in a row");
		}
		this.depth++;
		List<String> names = this.plain.computeIfAbsent(code, this::plainNames).orElse(null);
		if (names != null) {
			// What a name stands for is marked the first time, and what it is bound to later when it is bound.
			names.forEach(this.seen.add(code) ? this::mentioned : this::callAll);
		}
		else {
			everyToken(code);
		}
		if (--this.depth == 0) {
			this.running.clear();
		}
	}

	private void everyToken(Span code) {
		for (int i = code.from(); i < code.to(); i++) {
			if (this.tokens.is(i, "global")) {
				i = giveUp(i, code.to());
			}
			else {
				token(i);
			}
		}
	}

	/**
	 * Returns the names that code mentions, each once; nothing where it may bind globals, so that each of its tokens counts
	 * where it stands.
	 */
	private Optional<List<String>> plainNames(Span code) {
		Set<String> names = new LinkedHashSet<>();
		for (int i = code.from(); i < code.to(); i++) {
			int kind = this.tokens.kind(i);
			List<String> words = (kind == Tokens.NAME)
					? List.of(this.tokens.text(i))
					: (kind == Tokens.FSTRING) ? words(this.tokens.text(i)) : List.of();
			boolean binds = kind == Tokens.WALRUS || (kind == Tokens.FSTRING && this.tokens.text(i).contains(":="));
			if (binds || words.stream().anyMatch(GlobalsAccess::mayBind)) {
				return Optional.empty();
			}
			if (kind == Tokens.FSTRING || i == 0 || this.tokens.kind(i - 1) != '.') {
				names.addAll(words);
			}
		}
		return Optional.of(List.copyOf(names));
	}

	private int giveUp(int from, int to) {
		int i = from;
		while (i < to && this.tokens.kind(i) != Tokens.NEWLINE && this.tokens.kind(i) != ';') {
			if (this.tokens.kind(i) == Tokens.NAME) {
				this.globals.giveUp(this.tokens.text(i), reason(from));
			}
			i++;
		}
		return i;
	}

	/** Returns a reason that shows the logical line of a token. */
	private Reason reason(int index) {
		return new Reason(new Span(this.tokens, index, index + 1), true);
	}

}
