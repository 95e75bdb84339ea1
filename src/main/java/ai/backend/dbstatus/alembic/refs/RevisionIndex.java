package ai.backend.dbstatus.alembic.refs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import ai.backend.dbstatus.alembic.config.AlembicConfig;
import ai.backend.dbstatus.alembic.config.AlembicConfigException;
import ai.backend.dbstatus.alembic.config.AlembicConfigReader;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.alembic.script.ScriptNames;
import ai.backend.dbstatus.alembic.script.ScriptReader;
import ai.backend.dbstatus.alembic.script.UnreadableScriptException;
import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnavailableFilesException;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import ai.backend.dbstatus.alembic.source.git.GitCommit;
import ai.backend.dbstatus.alembic.source.git.GitRef;
import ai.backend.dbstatus.alembic.source.git.GitRepository;
import org.jspecify.annotations.Nullable;

/**
 * Which refs and commits of a repository have which revisions. A script is read once, however many commits have it, and a
 * directory once as long as it stays the same; of each it is kept only which revisions it has. Safe for concurrent use: who asks
 * meanwhile waits, and asks what was read.
 */
final class RevisionIndex {

	/** Tags first: releases; then branches. */
	private static final Comparator<GitRef> RELEASES_FIRST = Comparator
			.<GitRef>comparingInt((ref) -> ref.isTag() ? 0 : ref.isBranch() ? 1 : 2)
			.thenComparing(GitRef::committedAt, Comparator.reverseOrder())
			.thenComparing(GitRef::name);

	private static final int MOST_REFS = 20;

	private final GitRepository repository;

	private final Path root;

	private final Function<String, ProjectFiles> files;

	private final ConfigLocation location;

	/** All scripts that were ever seen, by the number that stands for one. */
	private final List<Script> scripts = new ArrayList<>();

	private final Map<Script, Integer> numbers = new HashMap<>();

	/** The numbers of the scripts that have a revision. */
	private final Map<String, BitSet> byRevision = new HashMap<>();

	/** By content and name. */
	private final Map<ScriptKey, Revision> read = new HashMap<>();

	private final Map<DirectoryKey, BitSet> directories = new HashMap<>();

	private final Map<List<Object>, AlembicConfig> configurations = new HashMap<>();

	/** By the ids of the refs' trees. */
	private final Map<String, BitSet> trees = new HashMap<>();

	private final Set<String> searched = new HashSet<>();

	/** Of the whole history: the newest commit with each state of a directory. */
	private final Map<DirectoryKey, GitCommit> states = new LinkedHashMap<>();

	private @Nullable Search latest;

	/**
	 * Nothing is read yet.
	 * @param root where commits' topmost directories are put
	 * @param files gives the files of a tree, by its id
	 */
	RevisionIndex(GitRepository repository, Path root, Function<String, ProjectFiles> files, ConfigLocation location) {
		this.repository = repository;
		this.root = root;
		this.files = files;
		this.location = location;
	}

	/**
	 * Looks for revisions: in all branches and tags; those that none has, in all other refs; those that no ref has, in every
	 * commit that a ref leads to.
	 */
	synchronized FoundRevisions find(List<String> revisions) {
		List<GitRef> current = this.repository.refs();
		Search search = this.latest;
		if (search == null || !search.isOf(current) || !search.revisions().equals(revisions)) {
			search = new Search(current, revisions, search(current, revisions));
			this.latest = search;
		}
		return search.found();
	}

	private FoundRevisions search(List<GitRef> current, List<String> revisions) {
		List<GitRef> refs = current.stream().sorted(RELEASES_FIRST).toList();
		forgetAllBut(refs);
		Map<String, FoundRevision> found = new HashMap<>();
		BitSet seen = new BitSet();
		findIn(refs.stream().filter((ref) -> ref.isTag() || ref.isBranch()).toList(), revisions, found, seen);
		findIn(refs.stream().filter((ref) -> !ref.isTag() && !ref.isBranch()).toList(), revisions, found, seen);
		if (!found.keySet().containsAll(revisions)) {
			searchHistory(refs);
			revisions.forEach((revision) -> findInHistory(revision, found));
			this.states.keySet().forEach((state) -> seen.or(this.directories.getOrDefault(state, new BitSet())));
		}
		List<String> those = revisions.stream().distinct().filter(found::containsKey).toList();
		Ancestry ancestry = new Ancestry(needs(seen));
		return new FoundRevisions(those.stream().map(found::get).toList(), ancestry.needed(those),
				ancestry.isWhole(those));
	}

	private Map<String, Set<Set<String>>> needs(BitSet among) {
		Map<String, Set<Set<String>>> needs = new HashMap<>();
		among.stream()
				.mapToObj(this.scripts::get)
				.forEach((script) -> needs
						.computeIfAbsent(script.revision(), (_) -> new HashSet<>())
						.add(script.needs()));
		return needs;
	}

	private void forgetAllBut(List<GitRef> refs) {
		if (this.trees.size() > 2 * refs.size()) {
			Set<String> current = new HashSet<>();
			refs.forEach((ref) -> current.add(ref.tree()));
			this.trees.keySet().retainAll(current);
		}
	}

	private void findIn(List<GitRef> refs, List<String> revisions, Map<String, FoundRevision> found,
			BitSet seen) {
		List<String> missing = revisions.stream().filter((revision) -> !found.containsKey(revision)).toList();
		if (missing.isEmpty()) {
			return;
		}
		Map<String, List<GitRef>> having = new HashMap<>();
		for (GitRef ref : refs) {
			BitSet tree = this.trees.computeIfAbsent(ref.tree(), this::scriptsOf);
			seen.or(tree);
			for (String revision : missing) {
				if (scriptIn(tree, revision) != null) {
					having.computeIfAbsent(revision, (_) -> new ArrayList<>()).add(ref);
				}
			}
		}
		having.forEach((revision, all) -> {
			GitRef first = all.getFirst();
			Script script = scriptIn(this.trees.getOrDefault(first.tree(), new BitSet()), revision);
			if (script != null) {
				found.put(revision, new FoundRevision(revision, first.commit(), first.committedAt(), script.file(),
						all.stream().limit(MOST_REFS).map(GitRef::shortName).toList(), all.size()));
			}
		});
	}

	private @Nullable Script scriptIn(BitSet among, String revision) {
		BitSet numbers = this.byRevision.get(revision);
		if (numbers == null || !numbers.intersects(among)) {
			return null;
		}
		BitSet both = (BitSet) numbers.clone();
		both.and(among);
		return this.scripts.get(both.nextSetBit(0));
	}

	private void findInHistory(String revision, Map<String, FoundRevision> found) {
		if (found.containsKey(revision)) {
			return;
		}
		this.states.forEach((directory, commit) -> {
			Script script = scriptIn(this.directories.getOrDefault(directory, new BitSet()), revision);
			FoundRevision known = found.get(revision);
			if (script != null && (known == null || known.committedAt().isBefore(commit.committedAt()))) {
				found.put(revision, new FoundRevision(revision, commit.id(), commit.committedAt(), script.file(),
						List.of(), 0));
			}
		});
	}

	private void searchHistory(List<GitRef> refs) {
		Set<String> tips = new LinkedHashSet<>();
		refs.forEach((ref) -> tips.add(ref.commit()));
		tips.removeAll(this.searched);
		if (tips.isEmpty()) {
			return;
		}
		Set<Path> locations = new LinkedHashSet<>();
		this.configurations.values().forEach((config) -> locations.addAll(config.versionLocations()));
		List<GitCommit> commits = this.repository.history(tips, this.searched);
		for (Path location : locations) {
			if (location.startsWith(this.root)) {
				for (GitCommit commit : this.repository.states(commits, this.root.relativize(location).toString())) {
					addState(location, commit);
				}
			}
		}
		this.searched.addAll(tips);
	}

	private void addState(Path location, GitCommit commit) {
		ProjectFiles all = this.files.apply(commit.tree());
		try {
			Entry directory = all.look(location);
			if (directory.kind() == Entry.Kind.DIRECTORY) {
				this.states.putIfAbsent(new DirectoryKey(location, directory.fingerprint()), commit);
				scriptsIn(all, directory, List.of(), true);
			}
		}
		catch (UnavailableFilesException ex) {
			// It is searched what is there.
		}
	}

	private BitSet scriptsOf(String tree) {
		ProjectFiles all = this.files.apply(tree);
		BitSet found = new BitSet();
		try {
			AlembicConfig config = configuration(all);
			for (Path location : config.versionLocations()) {
				Entry directory = all.look(location);
				if (directory.kind() == Entry.Kind.DIRECTORY) {
					found.or(scriptsIn(all, directory, config.pythonPath(), config.recursiveVersionLocations()));
				}
			}
		}
		catch (AlembicConfigException | UnavailableFilesException ex) {
			// A commit that has no such project has no revisions.
		}
		return found;
	}

	/** The same files say the same, as long as the directories are there that they led to. */
	private AlembicConfig configuration(ProjectFiles all) {
		Path workdir = this.location.workdir();
		List<Object> key = List.of(all.look(workdir.resolve(this.location.alembicConfig())).fingerprint(),
				all.look(workdir.resolve("pyproject.toml")).fingerprint());
		AlembicConfig known = this.configurations.get(key);
		if (known != null && known.versionLocations().stream().allMatch(all::isDirectory)) {
			return known;
		}
		AlembicConfig config = AlembicConfigReader.read(all, this.location);
		this.configurations.put(key, config);
		return config;
	}

	private BitSet scriptsIn(ProjectFiles all, Entry directory, List<Path> pythonPath, boolean recursive) {
		DirectoryKey key = new DirectoryKey(directory.path(), directory.fingerprint());
		BitSet known = this.directories.get(key);
		if (known == null) {
			known = readScripts(all, directory, pythonPath, recursive);
			this.directories.put(key, known);
		}
		return known;
	}

	private BitSet readScripts(ProjectFiles all, Entry directory, List<Path> pythonPath, boolean recursive) {
		BitSet found = new BitSet();
		ScriptReader reader = new ScriptReader(pythonPath, this.location.workdir());
		try {
			for (Entry entry : all.list(directory)) {
				if (entry.kind() == Entry.Kind.DIRECTORY && recursive) {
					found.or(scriptsIn(all, entry, pythonPath, true));
				}
				else if (ScriptNames.counts(entry.name(), false)) {
					Revision revision = this.read.computeIfAbsent(new ScriptKey(entry.name(), entry.fingerprint()),
							(_) -> read(reader, all, entry.path()));
					if (revision.id() != null) {
						found.set(number(new Script(revision.id(), this.root.relativize(entry.path()).toString(),
								revision.needs())));
					}
				}
			}
		}
		catch (UnreadableFileException ex) {
			// It is no directory; there is nothing in it.
		}
		return found;
	}

	private static Revision read(ScriptReader reader, ProjectFiles all, Path file) {
		try {
			MigrationScript script = reader.read(all, file);
			Set<String> needs = new HashSet<>(script.downRevisions());
			needs.addAll(script.dependsOn());
			needs.remove("");
			return new Revision(script.revision(), Set.copyOf(needs));
		}
		catch (UnreadableScriptException | UnavailableFilesException ex) {
			return new Revision(null, Set.of());
		}
	}

	private int number(Script script) {
		Integer known = this.numbers.get(script);
		if (known == null) {
			known = this.scripts.size();
			this.scripts.add(script);
			this.numbers.put(script, known);
			this.byRevision.computeIfAbsent(script.revision(), (_) -> new BitSet()).set(known);
		}
		return known;
	}

	/**
	 * @param needs the down revisions and dependencies, as they stand there
	 */
	private record Script(String revision, String file, Set<String> needs) {}

	private record ScriptKey(String name, Object fingerprint) {}

	private record DirectoryKey(Path path, Object fingerprint) {}

	/** What a script says that it is, {@code null} if that cannot be read, and what it needs. */
	private record Revision(@Nullable String id, Set<String> needs) {}

	private record Search(List<GitRef> refs, List<String> revisions, FoundRevisions found) {

		/** They are the same object where none has moved. */
		@SuppressWarnings("ReferenceEquality")
		boolean isOf(List<GitRef> current) {
			return this.refs == current || this.refs.equals(current);
		}

	}

}
