package ai.backend.dbstatus.alembic.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import ai.backend.dbstatus.alembic.source.tree.MemoryFiles;
import ai.backend.dbstatus.testsupport.WatchedFiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * What is made of the files of a directory: the text of {@code main}, which must be there, and of the files in {@code parts},
 * each a part by itself.
 */
class MemoizedTests {

	@TempDir
	private Path directory;

	private WatchedFiles files = new WatchedFiles(new LiveFiles());

	private Path main = Path.of("");

	private Path parts = Path.of("");

	@BeforeEach
	void makeFiles() throws IOException {
		this.main = Files.writeString(this.directory.resolve("main"), "m");
		this.parts = Files.createDirectory(this.directory.resolve("parts"));
		Files.writeString(this.parts.resolve("a"), "1");
		Files.writeString(this.parts.resolve("b"), "2");
	}

	@Test
	void readsNothingAgainThatHasNotChanged() {
		Memoized<Texts, Made> memo = memo();
		Made made = settled(memo);
		assertThat(made.texts()).isEqualTo("m 1 2");
		this.files.forget();
		for (int i = 0; i < 100; i++) {
			assertThat(memo.get()).isSameAs(made);
		}
		assertThat(this.files.read()).isEmpty();
		assertThat(this.files.listed()).isEmpty();
	}

	@Test
	void looksAtEverythingOnceInAWhileAndReadsNothing() {
		Memoized<Texts, Made> memo = memo();
		Made made = settled(memo);
		this.files.forget();
		await().atMost(Duration.ofSeconds(30)).until(() -> {
			assertThat(memo.get()).isSameAs(made);
			return this.files.looks().contains(this.parts.resolve("b"));
		});
		assertThat(this.files.read()).isEmpty();
		assertThat(this.files.listed()).isEmpty();
	}

	@Test
	void readsOnlyWhatHasChanged() throws IOException {
		Memoized<Texts, Made> memo = memo();
		settled(memo);
		this.files.forget();
		replace(this.parts.resolve("b"), "3");
		assertThat(memo.get().texts()).isEqualTo("m 1 3");
		assertThat(this.files.read()).contains(this.parts.resolve("b")).doesNotContain(this.parts.resolve("a"));
	}

	@Test
	void aPartOverwrittenInPlaceCountsAfterAWhile() throws IOException {
		Memoized<Texts, Made> memo = memo();
		settled(memo);
		Files.writeString(this.parts.resolve("a"), "9");
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(memo.get().texts()).isEqualTo("m 9 2"));
	}

	@Test
	void whatReadsTheSameIsTheSame() throws IOException {
		Memoized<Texts, Made> memo = memo();
		Made made = settled(memo);
		replace(this.parts.resolve("a"), "1");
		replace(this.main, "m");
		Files.writeString(this.parts.resolve("hidden"), "");
		Files.delete(this.parts.resolve("hidden"));
		assertThat(memo.get()).isSameAs(made);
	}

	@Test
	void aChangeWithinTheSameTickIsSeen() throws IOException {
		Memoized<Texts, Made> memo = memo();
		for (int i = 10; i < 99; i++) {
			Files.writeString(this.main, String.valueOf(i));
			assertThat(memo.get().texts()).isEqualTo(i + " 1 2");
		}
	}

	@Test
	void whatTheFingerprintLeavesInDoubtIsReadAgain() throws IOException {
		StandingClock clock = new StandingClock();
		this.files = new WatchedFiles(clock);
		Memoized<Texts, Made> memo = memo();
		assertThat(memo.get().texts()).isEqualTo("m 1 2");
		Files.writeString(this.main, "n");
		assertThat(memo.get().texts()).isEqualTo("n 1 2");
		Files.writeString(this.parts.resolve("c"), "3");
		assertThat(memo.get().texts()).isEqualTo("n 1 2 3");
		Files.writeString(this.parts.resolve("a"), "9");
		assertThat(memo.get().texts()).isEqualTo("n 9 2 3");
		clock.tick();
		Made made = memo.get();
		this.files.forget();
		assertThat(memo.get()).isSameAs(made);
		assertThat(this.files.read()).isEmpty();
		assertThat(this.files.listed()).isEmpty();
	}

	@Test
	void aFileThatAppearsCountsAtOnce() throws IOException {
		Memoized<Boolean, Boolean> memo = new Memoized<>(this.files, List.of(this.directory),
				(traced, _) -> traced.look(this.directory.resolve("new")).kind().isThere(), UnaryOperator.identity());
		assertThat(memo.get()).isFalse();
		Files.createFile(this.directory.resolve("new"));
		assertThat(memo.get()).isTrue();
	}

	@Test
	void whatCannotBeReadIsTriedAgain() throws IOException {
		Memoized<Texts, Made> memo = memo();
		Files.delete(this.main);
		assertThatIllegalStateException().isThrownBy(memo::get);
		assertThat(memo.last()).isNull();
		Files.writeString(this.main, "m");
		assertThat(memo.get().texts()).isEqualTo("m 1 2");
		Files.delete(this.main);
		assertThatIllegalStateException().isThrownBy(memo::get);
		assertThat(memo.last()).isNotNull();
	}

	@Test
	void whatIsMadeWasTrueAtOneTime() {
		// Somebody changes both files between the reading of one and that of the other.
		AtomicInteger reads = new AtomicInteger();
		Memoized<Texts, Made> memo = memo(() -> {
			if (reads.getAndIncrement() == 0) {
				replaceUnchecked(this.main, "n");
				replaceUnchecked(this.parts.resolve("a"), "7");
			}
		});
		assertThat(memo.get()).isEqualTo(new Made("n 7 2"));
	}

	@Test
	void aFailureThatCameFromAChangeIsNone() {
		AtomicInteger reads = new AtomicInteger();
		replaceUnchecked(this.main, "");
		Memoized<Texts, Made> memo = memo(() -> {
			if (reads.getAndIncrement() == 0) {
				replaceUnchecked(this.main, "whole");
			}
		});
		assertThat(memo.get().texts()).isEqualTo("whole 1 2");
	}

	@Test
	void saysWhereFilesKeepChanging() {
		AtomicInteger reads = new AtomicInteger();
		Memoized<Texts, Made> memo = memo(
				() -> replaceUnchecked(this.main, String.valueOf(reads.incrementAndGet())));
		assertThatExceptionOfType(ChangingFilesException.class).isThrownBy(memo::get)
				.withMessageContaining("changed again and again");
		assertThat(reads).hasValueGreaterThan(2);
		assertThat(memo.last()).isNull();
	}

	@Test
	void filesThatNeverChangeAreReadOnceAndNeverLookedAtAgain() {
		MemoryFiles memory = MemoryFiles.at(this.directory).file("main", "m").file("parts/a", "1").build();
		this.files = new WatchedFiles(memory);
		Memoized<Texts, Made> memo = memo();
		Made made = memo.get();
		assertThat(made).isEqualTo(new Made("m 1"));
		assertThat(this.files.read()).containsExactly(this.main, this.parts.resolve("a"));
		this.files.forget();
		assertThat(memo.get()).isSameAs(made);
		assertThat(this.files.looks()).isEmpty();
	}

	@Test
	void whatIsTheSameElsewhereNeedNotBeReadThere() {
		MemoryFiles one = MemoryFiles.at(this.directory).file("main", "m").file("parts/a", "1").build();
		Texts texts = read(new TracedFiles(one), null, () -> {});
		WatchedFiles two = new WatchedFiles(
				MemoryFiles.at(this.directory).file("main", "n").file("parts/a", "1").file("parts/b", "2").build());
		assertThat(read(new TracedFiles(two), texts, () -> {}).toString()).isEqualTo("n 1 2");
		assertThat(two.read()).containsExactly(this.main, this.parts.resolve("b"));
	}

	@Test
	void thoseWhoAskAtOnceShareWhatOneReads() throws Exception {
		Memoized<Texts, Made> memo = memo();
		CyclicBarrier barrier = new CyclicBarrier(16);
		Set<Integer> seen = ConcurrentHashMap.newKeySet();
		try (ExecutorService executor = Executors.newCachedThreadPool()) {
			List<Future<?>> callers = new ArrayList<>();
			for (int i = 0; i < barrier.getParties(); i++) {
				callers.add(executor.submit(() -> {
					barrier.await(30, TimeUnit.SECONDS);
					return seen.add(System.identityHashCode(memo.get()));
				}));
			}
			for (Future<?> caller : callers) {
				caller.get(30, TimeUnit.SECONDS);
			}
		}
		assertThat(seen).hasSize(1);
	}

	private Memoized<Texts, Made> memo() {
		return memo(() -> {});
	}

	/**
	 * @param afterReading what somebody else does after each reading of {@code main}
	 */
	private Memoized<Texts, Made> memo(Runnable afterReading) {
		return new Memoized<>(this.files, List.of(this.directory),
				(traced, previous) -> read(traced, previous, afterReading),
				(texts) -> new Made(texts.toString()));
	}

	private Texts read(TracedFiles traced, @Nullable Texts previous, Runnable afterReading) {
		String text = text(traced, traced.look(this.main));
		afterReading.run();
		if (text.isEmpty()) {
			throw new IllegalStateException("There is nothing in main");
		}
		try {
			List<Part<Text>> read = new ArrayList<>();
			for (Entry entry : traced.list(traced.look(this.parts))) {
				Part<Text> before = (previous != null) ? previous.part(entry.name()) : null;
				read.add(traced.part(before, (files) -> new Text(entry.name(), text(files, entry))));
			}
			return new Texts(text, read);
		}
		catch (UnreadableFileException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String text(ProjectFiles files, Entry entry) {
		try {
			return new String(files.read(entry, 100), StandardCharsets.UTF_8);
		}
		catch (UnreadableFileException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Waits until nothing that was just written is in doubt. */
	private Made settled(Memoized<Texts, Made> memo) {
		return await().atMost(Duration.ofSeconds(30)).until(() -> {
			memo.get();
			this.files.forget();
			return memo.get();
		}, (_) -> this.files.read().isEmpty() && this.files.listed().isEmpty()
				&& !this.files.look(this.parts.resolve("b")).doubtful());
	}

	private void replace(Path file, String text) throws IOException {
		Files.move(Files.writeString(this.directory.resolve("fresh"), text), file, StandardCopyOption.ATOMIC_MOVE);
	}

	private void replaceUnchecked(Path file, String text) {
		try {
			replace(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A file system whose clock stands still until it is told to tick: no change shows in a fingerprint.
	 */
	private static final class StandingClock implements ProjectFiles {

		private final LiveFiles files = new LiveFiles();

		private boolean ticked;

		void tick() {
			this.ticked = true;
		}

		private Entry standing(Entry entry) {
			return new Entry(entry.path(), entry.kind(), entry.kind(), !this.ticked);
		}

		@Override
		public Entry look(Path path) {
			return standing(this.files.look(path));
		}

		@Override
		public List<Entry> list(Entry directory) throws UnreadableFileException {
			return this.files.list(directory).stream().map(this::standing).toList();
		}

		@Override
		public byte[] read(Entry file, int maximum) throws UnreadableFileException {
			return this.files.read(file, maximum);
		}

		@Override
		public Path realPath(Path path) {
			return this.files.realPath(path);
		}

		@Override
		public boolean isImmutable() {
			return false;
		}

		@Override
		public boolean isLocal(Collection<Path> paths) {
			return true;
		}

	}

	private record Text(String name, String text) {}

	private record Texts(String main, List<Part<Text>> parts) {

		@Nullable
		Part<Text> part(String name) {
			return this.parts.stream().filter((part) -> part.value().name().equals(name)).findFirst().orElse(null);
		}

		@Override
		public String toString() {
			StringBuilder text = new StringBuilder(this.main);
			this.parts.forEach((part) -> text.append(' ').append(part.value().text()));
			return text.toString();
		}

	}

	private record Made(String texts) {}

}
