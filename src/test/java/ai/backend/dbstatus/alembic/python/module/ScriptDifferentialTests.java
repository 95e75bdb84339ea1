package ai.backend.dbstatus.alembic.python.module;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.backend.dbstatus.alembic.python.syntax.TreeDump;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import ai.backend.dbstatus.testsupport.PythonProcess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what is known of modules without running them with what Python makes of them. More
 * texts, or others: {@code -Ddbstatus.script.texts=1000000 -Ddbstatus.script.seed=7}.
 */
@EnabledIf("isPythonAvailable")
class ScriptDifferentialTests {

	private static final List<String> NAMES = List.of("revision", "down_revision", "branch_labels", "depends_on",
			"__doc__");

	/** What Python checks after parsing, and this reader does not. */
	private static final List<String> LATER_CHECKS = List.of("global", "from __future__ imports must occur",
			"assignment expression cannot", "assignment expression within", "too many statically nested blocks",
			"iterable unpacking cannot be used", "unparenthesized", "comprehension", "asynchronous comprehension");

	private static final int BATCH = 100;

	private final AtomicLong same = new AtomicLong();

	private final AtomicLong unresolved = new AtomicLong();

	private final AtomicLong refusedByBoth = new AtomicLong();

	private final AtomicLong lenient = new AtomicLong();

	private final AtomicLong failedAtRunTime = new AtomicLong();

	static boolean isPythonAvailable() {
		return PythonProcess.isAvailable(9);
	}

	@Test
	void whatIsKnownIsWhatPythonFinds() {
		long texts = Long.getLong("dbstatus.script.texts", 100_000);
		long seed = Long.getLong("dbstatus.script.seed", 20261122);
		int workers = 2;
		List<String> disagreements = IntStream.range(0, workers)
				.parallel()
				.mapToObj((worker) -> run(seed * workers + worker, texts / workers))
				.filter(Objects::nonNull)
				.toList();
		System.out.printf(
				"%d texts: %d values the same, %d left open, %d texts refused by both, %d accepted by leniency,"
						+ " %d failed when run%n",
				texts, this.same.get(), this.unresolved.get(), this.refusedByBoth.get(), this.lenient.get(),
				this.failedAtRunTime.get());
		assertThat(disagreements).isEmpty();
		assertThat(this.same.get()).isGreaterThan(texts / 2);
		assertThat(this.refusedByBoth.get()).isGreaterThan(texts / 10);
		assertThat(this.lenient.get()).isLessThan(texts / 6);
	}

	private @Nullable String run(long seed, long count) {
		ModuleTexts texts = new ModuleTexts(seed);
		try (PythonProcess python = new PythonProcess(ScriptDifferentialTests.class, "globals.py")) {
			List<byte[]> batch = new ArrayList<>();
			for (long done = 0; done < count; done += batch.size()) {
				batch.clear();
				for (int i = 0; i < BATCH; i++) {
					byte[] text = texts.next();
					batch.add(text);
					python.ask(text);
				}
				python.flush();
				for (byte[] text : batch) {
					String answer = python.answer();
					if (disagreement(text, answer, true) != null) {
						return shrink(text, answer);
					}
				}
			}
			return null;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private @Nullable String disagreement(byte[] text, String answer, boolean count) {
		String[] parts = answer.split("\t", -1);
		PythonModule module;
		try {
			module = PythonModule.read(text, new LiveFiles(), List.of(), Set.of());
			TreeDump.of(module.tree());
		}
		catch (PythonSyntaxException ex) {
			if (parts[0].equals("E")) {
				increment(this.refusedByBoth, count);
				return null;
			}
			if (String.valueOf(ex.getMessage()).contains("unknown encoding")) {
				return null;
			}
			return "refused in line " + ex.line() + ": " + ex.getMessage();
		}
		if (parts[0].equals("E")) {
			increment(this.lenient, count);
			return isLeniency(module, parts[2]) ? null : "accepted";
		}
		if (parts[0].equals("R")) {
			increment(this.failedAtRunTime, count);
			return null;
		}
		for (int i = 0; i < NAMES.size(); i++) {
			Value value = module.get(NAMES.get(i));
			if (value instanceof Value.Unknown) {
				increment(this.unresolved, count);
			}
			else if (show(value).equals(parts[i + 1])) {
				increment(this.same, count);
			}
			else {
				return NAMES.get(i) + " = " + value;
			}
		}
		return null;
	}

	private static void increment(AtomicLong counter, boolean count) {
		if (count) {
			counter.incrementAndGet();
		}
	}

	private static boolean isLeniency(PythonModule module, String message) {
		return module.usesPython2() || module.tree().tokens().newer()
				|| LATER_CHECKS.stream().anyMatch(message::contains);
	}

	private static String show(Value value) {
		return switch (value) {
			case Value.Absent _ -> "absent";
			case Value.None _ -> "None";
			case Value.Str str -> "'" + HexFormat.of().formatHex(str.text().getBytes(StandardCharsets.UTF_16BE)) + "'";
			case Value.Other _ -> "other";
			case Value.Unknown _ -> "unknown";
			case Value.Sequence sequence -> switch (sequence.kind()) {
				case TUPLE -> "(" + items(sequence) + ")";
				case LIST -> "[" + items(sequence) + "]";
				case SET -> "{" + sequence.items()
						.stream()
						.map(ScriptDifferentialTests::show)
						.sorted()
						.collect(Collectors.joining(",")) + "}";
			};
		};
	}

	private static String items(Value.Sequence sequence) {
		return sequence.items().stream().map(ScriptDifferentialTests::show).collect(Collectors.joining(","));
	}

	/** Leaves out as much of the text as it can without losing the disagreement. */
	private String shrink(byte[] text, String answer) throws IOException {
		byte[] smallest = text;
		String theirs = answer;
		try (PythonProcess python = new PythonProcess(ScriptDifferentialTests.class, "globals.py")) {
			for (int length = text.length / 2; length > 0; length = (length > 1) ? length / 2 : 0) {
				for (int at = 0; at + length <= smallest.length;) {
					byte[] shorter = without(smallest, at, length);
					python.ask(shorter);
					python.flush();
					String reply = python.answer();
					if (disagreement(shorter, reply, false) != null) {
						smallest = shorter;
						theirs = reply;
					}
					else {
						at++;
					}
				}
			}
		}
		return "%n%s%n--- here: %s%n--- Python: %s%n--- bytes: %s".formatted(
				new String(smallest, StandardCharsets.UTF_8),
				disagreement(smallest, theirs, false), theirs, Arrays.toString(smallest));
	}

	private static byte[] without(byte[] text, int at, int length) {
		byte[] shorter = new byte[text.length - length];
		System.arraycopy(text, 0, shorter, 0, at);
		System.arraycopy(text, at + length, shorter, at, text.length - at - length);
		return shorter;
	}

}
