package ai.backend.dbstatus.status.wait;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import ai.backend.dbstatus.component.UnknownComponentException;
import ai.backend.dbstatus.component.UnknownTenantException;
import ai.backend.dbstatus.status.poll.PollListener;
import ai.backend.dbstatus.status.report.Expectation;
import ai.backend.dbstatus.status.report.StatusReport;

/**
 * A caller who waits for an expectation to hold of one or more components. It is told of checks until it is over. Whether
 * the caller has gone is asked only before it is over: afterwards the connection may serve somebody else.
 */
final class Wait implements PollListener {

	private final Expectation expectation;

	private final BooleanSupplier abandoned;

	private final UnaryOperator<StatusReport> view;

	/** By the name of the component that is checked. */
	private final Map<String, StatusReport> latest = new LinkedHashMap<>();

	private final CompletableFuture<List<StatusReport>> answer = new CompletableFuture<>();

	/**
	 * A wait for what does not hold yet.
	 * @param first the reports of the first check, in the order of the answer
	 * @param abandoned says whether the caller has gone
	 */
	Wait(List<StatusReport> first, Expectation expectation, BooleanSupplier abandoned) {
		this(first, expectation, abandoned, UnaryOperator.identity());
	}

	/**
	 * A wait for what does not hold yet of a tenant.
	 * @param component whose tenant it is
	 * @param first the report of the first check
	 * @param view gives, when a check has been made, the tenant's report
	 */
	Wait(String component, StatusReport first, Expectation expectation, BooleanSupplier abandoned,
			UnaryOperator<StatusReport> view) {
		this(List.of(), expectation, abandoned, view);
		this.latest.put(component, first);
	}

	/**
	 * A wait for what does not hold yet of other reports than those of the checks.
	 * @param view gives, when a check has been made, the report that counts
	 */
	Wait(List<StatusReport> first, Expectation expectation, BooleanSupplier abandoned,
			UnaryOperator<StatusReport> view) {
		this.view = view;
		first.forEach((report) -> this.latest.put(report.component(), report));
		this.expectation = expectation;
		this.abandoned = abandoned;
	}

	/**
	 * The names of the components that are checked for it.
	 */
	synchronized List<String> components() {
		return List.copyOf(this.latest.keySet());
	}

	/**
	 * The last reports, once it is over.
	 */
	CompletableFuture<List<StatusReport>> answer() {
		return this.answer;
	}

	/**
	 * Whether somebody still waits. Where the caller has gone, this ends it.
	 */
	@Override
	public synchronized boolean isPresent() {
		if (!this.answer.isDone() && this.abandoned.getAsBoolean()) {
			end();
		}
		return !this.answer.isDone();
	}

	@Override
	public void polled(StatusReport report) {
		try {
			counted(report.component(), this.view.apply(report));
		}
		catch (UnknownTenantException ex) {
			this.answer.completeExceptionally(ex);
		}
	}

	private synchronized void counted(String component, StatusReport report) {
		// What has gone meanwhile is not waited for any more.
		if (!this.answer.isDone() && this.latest.replace(component, report) != null) {
			endIfItHolds();
		}
	}

	/** Where others are waited for, too, the expectation is to hold of these. */
	@Override
	public synchronized void gone(String component) {
		this.latest.remove(component);
		if (this.latest.isEmpty()) {
			this.answer.completeExceptionally(new UnknownComponentException(component, List.of()));
		}
		else {
			endIfItHolds();
		}
	}

	private void endIfItHolds() {
		if (this.expectation.holds(this.latest.values())) {
			end();
		}
	}

	/**
	 * Ends it, with the reports as they are.
	 */
	synchronized void end() {
		this.answer.complete(List.copyOf(this.latest.values()));
	}

}
