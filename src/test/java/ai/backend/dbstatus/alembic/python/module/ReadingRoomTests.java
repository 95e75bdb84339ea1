package ai.backend.dbstatus.alembic.python.module;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadingRoomTests {

	@Test
	void oneThatTakesAllIsAloneAndItsImportsNeedNoRoomOfTheirOwn() {
		CountDownLatch end = new CountDownLatch(1);
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<String> first = CompletableFuture
				.supplyAsync(() -> ReadingRoom.read(Integer.MAX_VALUE, () -> ReadingRoom.read(1, () -> {
					begun.countDown();
					Awaitility.await().until(() -> end.getCount() == 0);
					return "first";
				})), Thread::startVirtualThread);
		Awaitility.await().until(() -> begun.getCount() == 0);
		CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> ReadingRoom.read(1, () -> "second"),
				Thread::startVirtualThread);
		assertThat(second).isNotDone();
		end.countDown();
		assertThat(first.join()).isEqualTo("first");
		assertThat(second.join()).isEqualTo("second");
	}

}
