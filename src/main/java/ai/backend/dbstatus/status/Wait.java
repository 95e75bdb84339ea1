package ai.backend.dbstatus.status;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * A caller who waits for an expectation to hold of one or more components. It is told of checks until it is over. Whether
 * the caller has gone is asked only before it is over: afterwards the connection may serve somebody else.
 */
final class Wait {

	private final Expectation expectation;

	private final BooleanSupplier abandoned;

	private final Map<String, StatusReport> latest = new LinkedHashMap<>();

	private final CompletableFuture<List<StatusReport>> answer = new CompletableFuture<>();

	/**
	 * A wait for what does not hold yet.
	 * @param first the reports of the first check, in the order of the answer
	 * @param abandoned says whether the caller has gone
	 */
	Wait(List<StatusReport> first, Expectation expectation, BooleanSupplier abandoned) {
		first.forEach((report) -> this.latest.put(report.component(), report));
		this.expectation = expectation;
		this.abandoned = abandoned;
	}

	/**
	 * The last reports, once it is over.
	 */
	CompletableFuture<List<StatusReport>> answer() {
		return this.answer;
	}

	/**
	 * Tells it of a check that began after the caller came.
	 */
	synchronized void tell(StatusReport report) {
		if (!this.answer.isDone()) {
			this.latest.put(report.component(), report);
			if (this.expectation.holds(this.latest.values())) {
				end();
			}
		}
	}

	/**
	 * Whether somebody still waits. Where the caller has gone, this ends it.
	 */
	synchronized boolean goesOn() {
		if (!this.answer.isDone() && this.abandoned.getAsBoolean()) {
			end();
		}
		return !this.answer.isDone();
	}

	/**
	 * Ends it, with the reports as they are.
	 */
	synchronized void end() {
		this.answer.complete(List.copyOf(this.latest.values()));
	}

}
