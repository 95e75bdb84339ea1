package ai.backend.dbstatus.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import ai.backend.dbstatus.oracle.GeneratedProject.State;
import ai.backend.dbstatus.oracle.Script.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * Makes projects: most of them sound, some with a fault that Alembic knows.
 */
final class ProjectGenerator {

	private static final int MOST_SCRIPTS = 14;

	private final SplittableRandom random;

	private final List<Layout> layouts;

	private final boolean colons;

	/**
	 * A generator of projects that a version of Alembic understands.
	 * @param version 110 is 1.10
	 */
	ProjectGenerator(long seed, int version) {
		this.random = new SplittableRandom(seed);
		this.layouts = Arrays.stream(Layout.values()).filter((layout) -> layout.since() <= version).toList();
		// From 1.17 on, an id with a colon is an error; before, it is an id, which this service refuses.
		this.colons = version >= 117;
	}

	GeneratedProject next() {
		Layout layout = pick(this.layouts);
		int count = this.random.nextInt(1 + this.random.nextInt(MOST_SCRIPTS)) + (chance(2) ? 0 : 1);
		List<Script> scripts = new ArrayList<>();
		Set<String> ids = new LinkedHashSet<>();
		int linearity = 1 + this.random.nextInt(6);
		while (scripts.size() < count) {
			String id = id();
			if (ids.add(id)) {
				scripts.add(script(layout, id, scripts, linearity));
			}
		}
		if (chance(12)) {
			spoil(scripts);
		}
		return new GeneratedProject(layout, List.copyOf(scripts), states(scripts));
	}

	private Script script(Layout layout, String id, List<Script> earlier, int linearity) {
		List<String> down = new ArrayList<>();
		int parents = earlier.isEmpty() || chance(12)
				? 0
				: chance(100 - 12 * linearity) ? 1 + this.random.nextInt(3) : 1;
		for (int parent = 0; parent < parents; parent++) {
			add(down, parent == 0 && chance(12 * linearity) ? earlier.getLast().revision() : pick(earlier).revision());
		}
		List<String> depends = new ArrayList<>();
		for (int others = chance(18) ? 1 + this.random.nextInt(3) : 0; others > 0 && !earlier.isEmpty(); others--) {
			Script other = pick(earlier);
			String name = other.labels().isEmpty() || chance(50) ? other.revision() : pick(other.labels());
			if (!down.contains(other.revision()) || chance(20)) {
				add(depends, name);
			}
		}
		List<String> labels = new ArrayList<>();
		for (int more = chance(15) ? 1 + this.random.nextInt(2) : 0; more > 0; more--) {
			labels.add("l%d_%d".formatted(earlier.size(), more));
		}
		String file = "%s%s.py".formatted(chance(50) ? id.toLowerCase(java.util.Locale.ROOT) + "_" : "",
				"s%03d".formatted(this.random.nextInt(1000)) + "_" + earlier.size());
		return new Script(this.random.nextInt(layout.directories().size()), file, id, List.copyOf(down),
				List.copyOf(depends), List.copyOf(labels), this.random.nextInt(Script.STYLES), Flaw.NONE);
	}

	private static void add(List<String> ids, String id) {
		if (!ids.contains(id)) {
			ids.add(id);
		}
	}

	private String id() {
		return switch (this.random.nextInt(12)) {
			case 0 -> "%04d".formatted(this.random.nextInt(30));
			case 1 -> "ab" + hex(2);
			case 2 -> "Rev_" + hex(1).toUpperCase(java.util.Locale.ROOT);
			case 3 -> "2024.%d".formatted(this.random.nextInt(20));
			case 4 -> "größe%d".formatted(this.random.nextInt(5));
			case 5 -> hex(40);
			case 6 -> "abc%s".formatted(hex(1));
			default -> hex(12);
		};
	}

	private String hex(int digits) {
		StringBuilder text = new StringBuilder();
		for (int digit = 0; digit < digits; digit++) {
			text.append(Integer.toHexString(this.random.nextInt(16)));
		}
		return text.toString();
	}

	/** Breaks one thing. */
	private void spoil(List<Script> scripts) {
		if (scripts.isEmpty()) {
			return;
		}
		int index = this.random.nextInt(scripts.size());
		Script script = scripts.get(index);
		Script other = pick(scripts);
		Script spoilt = switch (this.random.nextInt(11)) {
			case 0 -> script.with(with(script.downRevisions(), "gone"), script.dependsOn(), script.labels());
			case 1 -> script.with(script.downRevisions(), with(script.dependsOn(), "gone"), script.labels());
			case 2 -> script.with(with(script.downRevisions(), other.revision()), script.dependsOn(), script.labels());
			case 3 -> script.with(script.downRevisions(), with(script.dependsOn(), other.revision()), script.labels());
			case 4 -> script.with(script.downRevisions(), script.dependsOn(), with(script.labels(), other.revision()));
			case 5 -> new Script(script.place(), script.file(), other.revision(), script.downRevisions(),
					script.dependsOn(), List.of(), script.style(), Flaw.NONE);
			case 6 -> new Script(script.place(), script.file(),
					script.revision() + pick(this.colons ? List.of("@", "-", "+", ":") : List.of("@", "-", "+")),
					script.downRevisions(), script.dependsOn(), script.labels(), script.style(), Flaw.NONE);
			default -> script.with(pick(List.of(Flaw.values())));
		};
		scripts.set(index, spoilt);
	}

	private static List<String> with(List<String> ids, String id) {
		List<String> more = new ArrayList<>(ids);
		add(more, id);
		return List.copyOf(more);
	}

	private List<State> states(List<Script> scripts) {
		List<State> states = new ArrayList<>();
		states.add(new State(null));
		for (int more = 0; more < 4; more++) {
			List<@Nullable String> rows = new ArrayList<>();
			for (int row = this.random.nextInt(4); row > 0; row--) {
				String candidate = scripts.isEmpty() || chance(5) ? oddRow(scripts) : pick(scripts).revision();
				if (candidate == null || !overlaps(scripts, rows, candidate) || chance(6)) {
					rows.add(candidate);
				}
			}
			states.add(new State(rows));
		}
		return List.copyOf(states);
	}

	private @Nullable String oddRow(List<Script> scripts) {
		return switch (this.random.nextInt(9)) {
			case 0 -> null;
			case 1 -> "";
			case 2 -> "zzz";
			case 3 -> "heads";
			case 4 -> "base";
			case 5 -> "head";
			case 6 -> scripts.isEmpty() ? "l0_1" : pick(scripts).revision() + " ";
			case 7 -> scripts.isEmpty() || pick(scripts).labels().isEmpty() ? "l1_1" : pick(scripts).revision();
			default -> scripts.isEmpty() ? "a" : prefix(pick(scripts).revision());
		};
	}

	private String prefix(String id) {
		return id.substring(0, 1 + this.random.nextInt(id.length()));
	}

	/** Whether one of the rows needs the candidate, or is needed by it. */
	private static boolean overlaps(List<Script> scripts, List<@Nullable String> rows, String candidate) {
		Set<String> below = ancestors(scripts, candidate);
		return rows.stream()
				.anyMatch((row) -> row != null && (below.contains(row) || ancestors(scripts, row).contains(candidate)));
	}

	private static Set<String> ancestors(List<Script> scripts, String id) {
		Set<String> found = new LinkedHashSet<>(List.of(id));
		List<String> open = new ArrayList<>(found);
		while (!open.isEmpty()) {
			String next = open.removeLast();
			for (Script script : scripts) {
				if (script.revision().equals(next) || script.labels().contains(next)) {
					List<String> needed = new ArrayList<>(script.downRevisions());
					needed.addAll(script.dependsOn());
					needed.add(script.revision());
					needed.stream().filter(found::add).forEach(open::add);
				}
			}
		}
		return found;
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private <T> T pick(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

}
