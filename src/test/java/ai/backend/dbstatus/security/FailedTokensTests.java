package ai.backend.dbstatus.security;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often a token can be guessed.
 */
class FailedTokensTests {

	private final AtomicLong nanoTime = new AtomicLong(1);

	private final FailedTokens failures = new FailedTokens(this.nanoTime::get);

	@Test
	void anAddressIsRefusedAfterSoManyUntilTheMinuteIsOver() {
		for (int i = 0; i < FailedTokens.MOST; i++) {
			assertThat(this.failures.isRefused("192.0.2.1")).isFalse();
			this.failures.failed("192.0.2.1");
		}
		assertThat(this.failures.isRefused("192.0.2.1")).isTrue();
		assertThat(this.failures.isRefused("192.0.2.2")).isFalse();
		this.nanoTime.addAndGet(FailedTokens.WINDOW.toNanos());
		assertThat(this.failures.isRefused("192.0.2.1")).isTrue();
		this.nanoTime.addAndGet(1);
		assertThat(this.failures.isRefused("192.0.2.1")).isFalse();
	}

	@Test
	void theFirstAddressesAreForgottenWhereThereAreTooMany() {
		for (int i = 0; i < FailedTokens.MOST; i++) {
			this.failures.failed("192.0.2.1");
		}
		for (int i = 0; i < 10_000; i++) {
			this.failures.failed("2001:db8::" + i);
		}
		assertThat(this.failures.isRefused("192.0.2.1")).isFalse();
	}

}
