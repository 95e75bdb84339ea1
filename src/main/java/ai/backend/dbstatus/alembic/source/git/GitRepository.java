package ai.backend.dbstatus.alembic.source.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnavailableFilesException;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * A git repository on this machine: a work tree, also a linked one, or a bare repository; also one that is shallow, or
 * borrows from others. It is only read, whatever is fetched into it or packed meanwhile. Safe for concurrent use.
 */
public final class GitRepository implements AutoCloseable {

	/** A ref or an id, and then steps back from it; what else git knows asks for logs, messages or the index. */
	private static final Pattern EXPRESSION = Pattern
			.compile(
					"(?<name>[^\\s~^:?*\\[\\\\@{}]+(?:@[^\\s~^:?*\\[\\\\@{}]+)*|@)(?<steps>(?:[~^]\\d{0,5}|\\^\\{(?:commit)?\\})*)");

	private static final Pattern STEPS = Pattern.compile("~(\\d+)");

	private static final int LONGEST_EXPRESSION = 300;

	/** As many steps back as an expression may make. */
	private static final int MOST_STEPS = 100_000;

	private static final int MOST_NEAR = 5;

	private static final int MOST_LOOKS_AGAIN = 4;

	private final Path directory;

	private final @Nullable Path workTree;

	private final GitObjects objects;

	private final boolean local;

	/** What an object that a ref names is, which never changes; {@link #NOT_A_COMMIT} of what is none. */
	private final Map<ObjectId, Commit> commits = new ConcurrentHashMap<>();

	private static final Commit NOT_A_COMMIT = new Commit(ObjectId.zeroId(), ObjectId.zeroId(), Instant.EPOCH);

	/** Those that were read last; {@code null} if a commit was missing, which may come without a ref that moves. */
	private volatile @Nullable Refs latest;

	private GitRepository(Path directory, @Nullable Path workTree, GitObjects objects, boolean local) {
		this.directory = directory;
		this.workTree = workTree;
		this.objects = objects;
		this.local = local;
	}

	/**
	 * The repository that a directory lies in, as git finds it from there: the directory itself or the nearest above it that is
	 * a work tree or a repository.
	 * @throws NoRepositoryException if there is none, or it cannot be read
	 */
	public static GitRepository open(Path directory) {
		Isolation.establish();
		try {
			Path start = directory.toRealPath();
			for (Path place = start; place != null; place = place.getParent()) {
				GitRepository found = openAt(place);
				if (found != null) {
					return found;
				}
			}
		}
		catch (IOException ex) {
			throw NoRepositoryException.of(directory, ex);
		}
		throw new NoRepositoryException(directory, "is not in a git repository");
	}

	private static @Nullable GitRepository openAt(Path place) throws IOException {
		if (Files.exists(place.resolve(".git"))) {
			FileRepositoryBuilder builder = new FileRepositoryBuilder();
			builder.addCeilingDirectory(place.toFile().getParentFile());
			File directory = builder.findGitDir(place.toFile()).getGitDir();
			return (directory != null) ? open(directory, place) : null;
		}
		return RepositoryCache.FileKey.isGitRepository(place.toFile(), FS.DETECTED)
				? open(place.toFile(), null)
				: null;
	}

	private static GitRepository open(File directory, @Nullable Path workTree) throws IOException {
		Path path = directory.toPath();
		try {
			return new GitRepository(path, workTree, new GitObjects(new Directory(directory)),
					new LiveFiles().isLocal(List.of(path)));
		}
		catch (RepositoryNotFoundException ex) {
			throw new NoRepositoryException(path, "is no git repository");
		}
		catch (IllegalArgumentException | UnsupportedOperationException ex) {
			throw new NoRepositoryException(path, "is a git repository of a kind that cannot be read");
		}
	}

	/**
	 * The directory with the repository's own files: {@code .git}, or a bare repository.
	 */
	public Path directory() {
		return this.directory;
	}

	/**
	 * The topmost directory of the work tree through which it was found, without symbolic links; {@code null} if it was found
	 * as a bare repository.
	 */
	public @Nullable Path workTree() {
		return this.workTree;
	}

	/**
	 * Whether reading it always ends.
	 */
	public boolean isLocal() {
		return this.local;
	}

	/**
	 * How many files have been read of all commits.
	 */
	public long filesRead() {
		return this.objects.blobsRead();
	}

	/**
	 * The commit that is meant by a name, as git takes it: a branch, a tag, a remote's branch, any other ref, with or without
	 * its kind, an id or its beginning; then steps back ({@code ~3}, {@code ^2}).
	 * @throws UnknownRefException if there is none, or the beginning of several
	 */
	public GitCommit resolve(String expression) {
		check(expression);
		try {
			return this.objects.with((repository) -> {
				ObjectId id = find(repository, expression);
				Commit commit = (id != null) ? commit(repository, id) : NOT_A_COMMIT;
				if (commit.equals(NOT_A_COMMIT)) {
					throw unknown(expression);
				}
				return new GitCommit(expression, commit.id().name(), commit.tree().name(), commit.committedAt());
			});
		}
		catch (AmbiguousObjectException ex) {
			throw new UnknownRefException(expression,
					"'%s' is the beginning of several objects; give more of it".formatted(expression), List.of());
		}
		catch (MissingObjectException ex) {
			throw beyond(expression);
		}
		catch (IncorrectObjectTypeException | RevisionSyntaxException ex) {
			throw unknown(expression);
		}
		catch (IOException ex) {
			throw unreadable();
		}
	}

	/**
	 * While refs are packed, one may be found neither among the packed ones, which were read before, nor as a file, which is
	 * gone by then. So what is not there is looked for again.
	 */
	private static @Nullable ObjectId find(Repository repository, String expression) throws IOException {
		// Git: an @ alone is HEAD.
		String named = expression.replaceFirst("^@(?=[~^]|$)", Constants.HEAD);
		ObjectId id = repository.resolve(named);
		for (int again = 0; id == null && again < MOST_LOOKS_AGAIN; again++) {
			id = repository.resolve(named);
		}
		return id;
	}

	private static void check(String expression) {
		Matcher matcher = EXPRESSION.matcher(expression);
		if (expression.length() > LONGEST_EXPRESSION || !matcher.matches()
				|| steps(matcher.group("steps")) > MOST_STEPS) {
			throw new UnknownRefException(expression,
					"'%s' is not a branch, a tag, or a commit, with ~N or ^N behind it at most"
							.formatted(expression.substring(0, Math.min(expression.length(), LONGEST_EXPRESSION))),
					List.of());
		}
	}

	private static int steps(String steps) {
		return STEPS.matcher(steps).results().mapToInt((step) -> Integer.parseInt(step.group(1))).sum();
	}

	private UnknownRefException beyond(String expression) {
		return new UnknownRefException(expression,
				"'%s' leads to a commit that %s has not, which is shallow or incomplete".formatted(expression,
						this.directory),
				List.of());
	}

	private UnknownRefException unknown(String expression) {
		return new UnknownRefException(expression,
				"There is no branch, tag or commit '%s' in %s".formatted(expression, this.directory), near(expression));
	}

	private List<String> near(String expression) {
		String name = expression.replaceFirst("[~^].*", "");
		LevenshteinDistance distance = new LevenshteinDistance(Math.max(2, name.length() / 3));
		record Near(String name, int distance) {}
		return refs().stream()
				.filter((ref) -> ref.isTag() || ref.isBranch())
				.map(GitRef::shortName)
				.distinct()
				.map((known) -> new Near(known, known.endsWith("/" + name) ? 0 : distance.apply(name, known)))
				.filter((near) -> near.distance() >= 0)
				.sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
				.limit(MOST_NEAR)
				.map(Near::name)
				.toList();
	}

	/**
	 * All refs that lead to commits, in the order of their names. One that leads to a commit which is missing is left out.
	 * @return the same object as before if no ref has moved, come or gone
	 */
	public List<GitRef> refs() {
		AtomicBoolean again = new AtomicBoolean();
		try {
			return this.objects.with((repository) -> refs(repository, again.getAndSet(true)));
		}
		catch (IOException ex) {
			throw unreadable();
		}
	}

	private List<GitRef> refs(Repository repository, boolean withoutMissing) throws IOException {
		List<Ref> all = repository.getRefDatabase().getRefsByPrefix(Constants.R_REFS);
		Refs known = this.latest;
		if (known != null && known.isOf(all)) {
			return known.refs();
		}
		List<GitRef> refs = new ArrayList<>();
		boolean missing = false;
		for (Ref ref : all) {
			try {
				ObjectId id = ref.getObjectId();
				Commit commit = (id != null && !ref.isSymbolic()) ? commit(repository, id) : NOT_A_COMMIT;
				if (!commit.equals(NOT_A_COMMIT)) {
					refs.add(new GitRef(ref.getName(), commit.id().name(), commit.tree().name(), commit.committedAt()));
				}
			}
			catch (MissingObjectException ex) {
				if (!withoutMissing) {
					throw ex;
				}
				missing = true;
			}
		}
		forgetAllBut(all);
		Refs current = new Refs(all, List.copyOf(refs));
		this.latest = missing ? null : current;
		return current.refs();
	}

	/** What refs led to is not kept for ever. */
	private void forgetAllBut(List<Ref> refs) {
		if (this.commits.size() > 2 * refs.size() + 1000) {
			this.commits.keySet().retainAll(refs.stream().map(Ref::getObjectId).collect(Collectors.toSet()));
		}
	}

	/** A commit, or what a tag leads to. */
	private Commit commit(Repository repository, ObjectId id) throws IOException {
		Commit known = this.commits.get(id);
		if (known == null) {
			known = read(repository, id);
			this.commits.put(id.copy(), known);
		}
		return known;
	}

	private static Commit read(Repository repository, ObjectId id) throws IOException {
		try (RevWalk walk = new RevWalk(repository)) {
			walk.setRetainBody(false);
			RevObject object = walk.parseAny(id);
			while (object instanceof RevTag tag) {
				object = walk.parseAny(tag.getObject());
			}
			return (object instanceof RevCommit commit)
					? new Commit(commit.copy(), commit.getTree().copy(), Instant.ofEpochSecond(commit.getCommitTime()))
					: NOT_A_COMMIT;
		}
	}

	/**
	 * All commits that some lead to, the newest first, save those that others lead to.
	 * @param from ids of commits
	 * @param without ids of commits; those that are not there any more are passed over
	 */
	public List<GitCommit> history(Collection<String> from, Collection<String> without) {
		try {
			return this.objects.with((repository) -> {
				try (RevWalk walk = new RevWalk(repository)) {
					walk.setRetainBody(false);
					walk.sort(RevSort.COMMIT_TIME_DESC);
					for (String id : from) {
						walk.markStart(walk.parseCommit(ObjectId.fromString(id)));
					}
					for (String id : without) {
						if (repository.getObjectDatabase().has(ObjectId.fromString(id))) {
							walk.markUninteresting(walk.parseCommit(ObjectId.fromString(id)));
						}
					}
					List<GitCommit> commits = new ArrayList<>();
					for (RevCommit commit : walk) {
						commits.add(new GitCommit(commit.name(), commit.name(), commit.getTree().name(),
								Instant.ofEpochSecond(commit.getCommitTime())));
					}
					return List.copyOf(commits);
				}
			});
		}
		catch (IOException ex) {
			throw unreadable();
		}
	}

	/**
	 * Of some commits, for each state that a directory has in one of them, the first that has it. Symbolic links are not
	 * followed.
	 * @param directory its path, with slashes; empty for the topmost one
	 */
	public List<GitCommit> states(List<GitCommit> commits, String directory) {
		try {
			return this.objects.with((repository) -> {
				try (ObjectReader reader = repository.newObjectReader()) {
					DirectoryStates states = new DirectoryStates(reader, directory);
					for (GitCommit commit : commits) {
						states.add(commit);
					}
					return states.first();
				}
			});
		}
		catch (IOException ex) {
			throw unreadable();
		}
	}

	/**
	 * The files of a commit.
	 * @param root where its topmost directory is put, as an absolute path
	 */
	public ProjectFiles files(GitCommit commit, Path root) {
		return files(commit.tree(), root);
	}

	/**
	 * The files of a tree.
	 * @param tree the id of a commit's topmost tree
	 * @param root where it is put, as an absolute path
	 */
	public ProjectFiles files(String tree, Path root) {
		return new GitFiles(this.objects, root, new GitNode(ObjectId.fromString(tree), FileMode.TYPE_TREE), this.local);
	}

	private UnavailableFilesException unreadable() {
		return new UnavailableFilesException(
				"The git repository %s cannot be read; run git fsck there".formatted(this.directory));
	}

	@Override
	public void close() {
		this.objects.close();
	}

	@Override
	public String toString() {
		return this.directory.toString();
	}

	/**
	 * The refs that there were.
	 *
	 * @param all as they were read
	 * @param refs those that lead to commits
	 */
	private record Refs(List<Ref> all, List<GitRef> refs) {

		boolean isOf(List<Ref> others) {
			if (this.all.size() != others.size()) {
				return false;
			}
			for (int i = 0; i < others.size(); i++) {
				if (!isSame(this.all.get(i), others.get(i))) {
					return false;
				}
			}
			return true;
		}

		/** What was not read anew is the same object; a file that was may say the same. */
		@SuppressWarnings("ReferenceEquality")
		private static boolean isSame(Ref one, Ref other) {
			return one == other || (one.getName().equals(other.getName()) && one.isSymbolic() == other.isSymbolic()
					&& Objects.equals(one.getObjectId(), other.getObjectId()));
		}

	}

	/**
	 * A commit without a name.
	 */
	private record Commit(ObjectId id, ObjectId tree, Instant committedAt) {}

	/**
	 * Opens the repository whose own files are in a directory.
	 */
	private record Directory(File directory) implements GitObjects.Opener {

		@Override
		public Repository open() throws IOException {
			// Bare: the work tree and the index are nobody's business here.
			Repository repository = new FileRepositoryBuilder().setGitDir(this.directory)
					.setBare()
					.setMustExist(true)
					.build();
			String format = repository.getConfig()
					.getString(ConfigConstants.CONFIG_EXTENSIONS_SECTION, null, "objectformat");
			if (format != null && !format.equalsIgnoreCase("sha1")) {
				repository.close();
				throw new NoRepositoryException(this.directory.toPath(),
						"is a git repository with %s, which cannot be read; only those with SHA-1 can"
								.formatted(format.toUpperCase(Locale.ROOT)));
			}
			return repository;
		}

		@Override
		public String toString() {
			return this.directory.toString();
		}

	}

}
