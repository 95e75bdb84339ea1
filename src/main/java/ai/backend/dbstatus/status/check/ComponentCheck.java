package ai.backend.dbstatus.status.check;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import ai.backend.dbstatus.alembic.ConfiguredProject;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.execution.SingleFlight;
import ai.backend.dbstatus.execution.TimedWait;
import ai.backend.dbstatus.schema.SchemaEvidence.RevisionEvidence;
import ai.backend.dbstatus.status.change.ChangeMemory;
import ai.backend.dbstatus.status.history.AppliedRevisions;
import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.judgement.Judge;
import ai.backend.dbstatus.status.judgement.Judgement;
import ai.backend.dbstatus.status.observation.Elsewhere;
import ai.backend.dbstatus.status.observation.Observation;
import ai.backend.dbstatus.status.observation.Observer;
import ai.backend.dbstatus.status.observation.Problem;
import ai.backend.dbstatus.status.observation.RowSearch;
import ai.backend.dbstatus.status.observation.ScriptSource;
import ai.backend.dbstatus.status.observation.SharedRefs;
import ai.backend.dbstatus.status.report.Findings;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.SchemaState;
import ai.backend.dbstatus.status.report.Scripts;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.status.report.TenantState;
import ai.backend.dbstatus.status.report.Tenants;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Checks one component. Any number of callers may ask at once: one check is under way at a time, and nobody is answered by
 * one that began before the question. Nobody waits longer than for the answer timeout.
 */
final class ComponentCheck {

	private static final Log log = LogFactory.getLog(ComponentCheck.class);

	/** With other scripts: what is asked again and again. */
	private static final int MOST_OTHERS = 100;

	/**
	 * So long must scripts have looked the same before a gate opens for them. It is longer than a project's files may go without
	 * all of them being looked at.
	 */
	private static final Duration SETTLING = Duration.ofSeconds(1);

	private static final Executor THREADS = Executors
			.newThreadPerTaskExecutor(Thread.ofVirtual().name("db-status-check-", 0).factory());

	/** Reading scripts and searching are work for a processor, which would keep virtual threads from theirs. */
	private static final Executor READERS = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS,
			new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("db-status-scripts-", 0).factory());

	private final Component component;

	private final Observer observer;

	private final RowSearch search;

	private final CheckSettings settings;

	private final List<ReportListener> listeners;

	private final ChangeMemory memory;

	private final SingleFlight<Check> flight;

	private final Looks looks;

	private final SchemaCheck schemas;

	/** For those who ask for the schema where not each check looks at it. */
	private final SingleFlight<Check> schemaFlight;

	/**
	 * Kept for those who accept a report of some age, and for the next check: what looks the same is judged the same, so that
	 * its findings are the same object.
	 */
	private volatile @Nullable Check last;

	/** Of each tenant, with its status. Replaced and never changed. */
	private volatile Map<String, Lasting> tenants = Map.of();

	/** The last checks with other scripts, by where these came from. */
	private final Map<Scripts, Check> others = new LinkedHashMap<>(16, 0.75f, true);

	/** What was judged last of scripts and version table, as the look at the sessions already needs it. */
	private volatile @Nullable Judged withoutSessions;

	/**
	 * A check of a component.
	 * @param observer looks at the scripts and the database, and ends within the answer timeout
	 * @param repositories where rows are looked for that the scripts lack
	 * @param listeners hear of every check; others may come
	 * @param memory remembers since when the status is as it is
	 */
	ComponentCheck(Component component, Observer observer, SharedRefs repositories, CheckSettings settings,
			List<ReportListener> listeners, ChangeMemory memory) {
		this.component = component;
		this.observer = observer;
		this.search = new RowSearch(repositories, component, READERS);
		this.settings = settings;
		this.listeners = listeners;
		this.memory = memory;
		this.flight = new SingleFlight<>(this::checkNow, THREADS);
		this.looks = new Looks(READERS);
		this.schemas = new SchemaCheck(component, observer, this.looks, settings.answerTimeout());
		this.schemaFlight = new SingleFlight<>(() -> withSchema(current(), this::current), THREADS);
	}

	/**
	 * What is true of the component now: nothing in the report was read before this call, save what
	 * {@code db-status.max-age} allows.
	 */
	StatusReport check() {
		return current().report();
	}

	/**
	 * The same for a gate: what would open it is looked at again after a while, if its scripts were first seen a moment ago.
	 * @param opens whether the gate would open for a report
	 */
	StatusReport check(Predicate<StatusReport> opens) {
		return Objects.requireNonNull(settled(current(), this::newest, Check::report, opens),
				"Every check has a report");
	}

	private @Nullable StatusReport settled(Check first, Supplier<Check> again,
			Function<Check, @Nullable StatusReport> reporter, Predicate<StatusReport> opens) {
		long end = System.nanoTime() + this.settings.answerTimeout().toNanos();
		Check check = first;
		StatusReport report = reporter.apply(check);
		while (report != null && !report.settled() && opens.test(report)) {
			Duration pause = settlesIn(check.seen());
			if (System.nanoTime() + pause.toNanos() > end) {
				return reporter.apply(restless(check));
			}
			TimedWait.pause(pause);
			check = again.get();
			report = reporter.apply(check);
		}
		return report;
	}

	/** What is told of scripts that would open a gate, and were never seen the same for long. */
	private Check restless(Check check) {
		Observation seen = check.seen();
		if (seen == null) {
			return check;
		}
		Observation restless = seen.with(ScriptSource.Seen.changing(seen.scripts(), SETTLING));
		Judgement judgement = Judge.judge(this.component, restless);
		StatusReport report = check.report();
		return new Check(new Sight(restless, null, Conclusion.of(judgement)), report(restless, judgement.findings(),
				judgement, report.since(), report.checkedAt(), report.duration()), List.of(), check.start());
	}

	/** Zero or less if the scripts have settled, or cannot change. */
	private static Duration settlesIn(@Nullable Observation seen) {
		OptionalLong firstSeen = (seen != null) ? seen.scriptsFirstSeen() : OptionalLong.empty();
		return firstSeen.isPresent()
				? SETTLING.minusNanos(System.nanoTime() - firstSeen.getAsLong())
				: Duration.ZERO;
	}

	/**
	 * The revision history, and the report of the check that saw it, which is as new as {@link #check} makes it.
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	ComponentHistory history() {
		return history(current());
	}

	/**
	 * What is true of the component's database by other scripts, which are looked at after it.
	 * @throws RuntimeException if there are no such scripts
	 */
	StatusReport check(ScriptSource source) {
		return by(source).report();
	}

	/**
	 * What is true of the component now, its schema among it.
	 * @param opens whether a gate would open for a report
	 */
	StatusReport checkWithSchema(Predicate<StatusReport> opens) {
		Supplier<Check> again = this.component.policy().checkSchema()
				? this::newest
				: () -> withSchema(newest(), this::newest);
		return Objects.requireNonNull(settled(currentWithSchema(), again, Check::report, opens),
				"Every check has a report");
	}

	/**
	 * What is true of the component's database by other scripts, its schema among it.
	 * @throws RuntimeException if there are no such scripts
	 */
	StatusReport checkWithSchema(ScriptSource source) {
		return withSchema(with(current(), source), () -> with(current(), source)).report();
	}

	private Check by(ScriptSource source) {
		Check check = with(current(), source);
		return this.component.policy().checkSchema()
				? withSchema(check, () -> with(current(), source))
				: check;
	}

	/**
	 * What is true of the component's database by each of some other scripts; of those that cannot be read within the answer
	 * timeout, all together, that they cannot.
	 */
	List<StatusReport> check(List<ScriptSource> sources) {
		Check current = current();
		long end = System.nanoTime() + this.settings.answerTimeout().toNanos();
		return sources.stream().map((source) -> with(current, source, end).report()).toList();
	}

	/**
	 * The revision history of other scripts, which are looked at after the database.
	 * @throws HistoryUnavailableException if the scripts make no history
	 * @throws RuntimeException if there are no such scripts
	 */
	ComponentHistory history(ScriptSource source) {
		return history(with(current(), source));
	}

	private Check with(Check database, ScriptSource source) {
		return with(database, source, System.nanoTime() + this.settings.answerTimeout().toNanos());
	}

	private Check with(Check database, ScriptSource source, long end) {
		Observation rows = database.seen();
		if (rows == null) {
			return database;
		}
		long start = System.nanoTime();
		ScriptSource.Seen scripts = look(source, end);
		Observation seen = rows.with(scripts);
		Conclusion conclusion = judge(seen, other(seen.scripts()), end);
		Judgement judgement = conclusion.judgement();
		Instant checkedAt = database.report().checkedAt();
		Duration duration = database.report().duration().plusNanos(System.nanoTime() - start);
		Check check = new Check(new Sight(seen, scripts.project(), conclusion),
				report(seen, judgement.findings(), judgement, checkedAt, checkedAt, duration), List.of(),
				database.start());
		if (seen.scripts().commit() != null) {
			keep(check);
		}
		return check;
	}

	private ScriptSource.Seen look(ScriptSource source, long end) {
		try {
			return this.looks.take(source::look, Duration.ofNanos(end - System.nanoTime()));
		}
		catch (TimeoutException ex) {
			return ScriptSource.Seen.late(source.scripts(), this.settings.answerTimeout());
		}
	}

	private @Nullable Check other(Scripts scripts) {
		synchronized (this.others) {
			return this.others.get(scripts);
		}
	}

	private void keep(Check check) {
		Observation seen = check.seen();
		synchronized (this.others) {
			if (seen != null) {
				this.others.put(seen.scripts(), check);
			}
			if (this.others.size() > MOST_OTHERS) {
				this.others.remove(this.others.keySet().iterator().next());
			}
		}
	}

	private static ComponentHistory history(Check current) {
		HistoryView view = current.judgement().history();
		if (view == null) {
			throw new HistoryUnavailableException(current.report());
		}
		return new ComponentHistory(current.report(), view);
	}

	/**
	 * Whether the schema bears out its stamp, as it is now.
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	ComponentSchema schema() {
		return schema(currentWithSchema());
	}

	/**
	 * Whether the schema bears out its stamp by other scripts.
	 * @throws HistoryUnavailableException if the scripts make no history
	 * @throws RuntimeException if there are no such scripts
	 */
	ComponentSchema schema(ScriptSource source) {
		return schema(withSchema(with(current(), source), () -> with(current(), source)));
	}

	private static ComponentSchema schema(Check check) {
		ComponentHistory history = history(check);
		SchemaState state = check.report().findings().schema();
		return new ComponentSchema(check.report(),
				(state != null) ? state : SchemaState.unproven(check.report().verdict().explanation()), history.view(),
				check.revisions());
	}

	private Check currentWithSchema() {
		if (this.component.policy().checkSchema()) {
			return current();
		}
		try {
			return TimedWait.await(this.schemaFlight.joinOrRun(), this.settings.answerTimeout());
		}
		catch (TimeoutException ex) {
			return late();
		}
	}

	/** What is recommended, and since when it is so, is not that of the version table alone. */
	private Check withSchema(Check check, Supplier<Check> again) {
		return withSchema(check, again, null);
	}

	private Check withSchema(Check check, Supplier<Check> again, @Nullable String tenant) {
		if (check.seen() == null) {
			return check;
		}
		AtomicReference<Check> last = new AtomicReference<>(check);
		SchemaCheck.Held held = this.schemas.hold(check.sight(), () -> {
			Check next = again.get();
			last.set(next);
			return next.sight();
		}, tenant);
		StatusReport plain = last.get().report();
		Status status = held.findings().verdict().reason().status();
		Instant since = (status == plain.status()) ? plain.since() : plain.checkedAt();
		Duration duration = plain.duration().plusNanos(this.settings.ticker().getAsLong() - last.get().start());
		return new Check(held.sight(), new StatusReport(plain.component(), held.findings(), plain.applied(), since,
				plain.checkedAt(), duration, plain.settled()), held.revisions(), check.start());
	}

	/**
	 * What an upgrade or a downgrade would do to the database as it is now.
	 * @param source where the scripts come from; {@code null} for where they are by the settings
	 * @throws HistoryUnavailableException if the scripts make no history
	 * @throws PlanUnavailableException if it is not known where the database is, or what is in it
	 * @throws RuntimeException if there are no such scripts, or no such revisions among them
	 */
	ComponentPlan plan(@Nullable ScriptSource source, PlanRequest request) {
		long end = System.nanoTime() + this.settings.answerTimeout().toNanos();
		Check check = (source != null) ? with(current(), source, end) : current();
		return plan(history(check), check.sight().project(), null, request, end);
	}

	/**
	 * What an upgrade or a downgrade would do to one tenant as it is now.
	 * @return {@code null} if there is no such tenant
	 */
	@Nullable
	ComponentPlan planOfTenant(String tenant, @Nullable ScriptSource source, PlanRequest request) {
		long end = System.nanoTime() + this.settings.answerTimeout().toNanos();
		Check check = (source != null) ? with(current(), source, end) : current();
		Check own = ofTenant(check, tenant);
		return (own != null) ? plan(history(own), check.sight().project(), tenant, request, end) : null;
	}

	private ComponentPlan plan(ComponentHistory history, @Nullable ConfiguredProject project, @Nullable String tenant,
			PlanRequest request, long end) {
		try {
			return this.looks.take(() -> PlanCheck.plan(history, this.observer, project, tenant, request),
					Duration.ofNanos(end - System.nanoTime()));
		}
		catch (TimeoutException ex) {
			Problem late = this.observer.lateOperations();
			throw new PlanUnavailableException(late.reason(), late.details());
		}
	}

	private Check current() {
		Check recent = this.last;
		if (recent != null && this.settings.maxAge().isPositive()
				&& this.settings.ticker().getAsLong() - recent.start() < this.settings.maxAge().toNanos()) {
			return recent;
		}
		return newest();
	}

	private Check newest() {
		try {
			return TimedWait.await(this.flight.joinOrRun(), this.settings.answerTimeout());
		}
		catch (TimeoutException ex) {
			return late();
		}
	}

	private Check checkNow() {
		Instant began = this.settings.clock().instant();
		long start = this.settings.ticker().getAsLong();
		long end = System.nanoTime() + this.settings.answerTimeout().toNanos();
		Sight sight = see(end);
		SchemaCheck.Held held = (this.component.policy().checkSchema() && sight.seen() != null)
				? this.schemas.hold(sight, () -> see(end), null)
				: new SchemaCheck.Held(sight, sight.judgement().findings(), List.of());
		Findings findings = sameAsBefore(held.findings());
		Judgement judgement = held.sight().judgement();
		Instant since = this.memory.checked(this.component.name(), findings, judgement.history(), began);
		Check check = new Check(held.sight(), report(held.sight().seen(), findings, judgement, since, began,
				Duration.ofNanos(this.settings.ticker().getAsLong() - start)), held.revisions(), start);
		this.last = check;
		rememberTenants(check.report());
		this.listeners.forEach((listener) -> tell(listener, check.report()));
		return check;
	}

	/** Findings that are equal to those of the last check are the same object. */
	private Findings sameAsBefore(Findings findings) {
		Check before = this.last;
		return (before != null && before.report().findings().equals(findings)) ? before.report().findings() : findings;
	}

	private Sight see(long end) {
		Observation seen = observe();
		return new Sight(seen, null, judge(seen, this.last, end));
	}

	private @Nullable Observation observe() {
		try {
			return this.observer.observe((without) -> judgeWithoutSessions(without).nextScripts());
		}
		catch (CancellationException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			logDefect(ex);
			return null;
		}
	}

	/** Those that have gone are forgotten. */
	private void rememberTenants(StatusReport report) {
		Tenants found = report.findings().tenants();
		if (found == null) {
			return;
		}
		Map<String, Lasting> before = this.tenants;
		Map<String, Lasting> now = HashMap.newHashMap(found.states().size());
		for (TenantState state : found.states()) {
			Lasting known = before.get(state.tenant());
			now.put(state.tenant(), (known != null && known.status() == state.status())
					? known
					: new Lasting(state.status(), report.checkedAt()));
		}
		this.tenants = now;
	}

	private Conclusion judge(@Nullable Observation seen, @Nullable Check before, long end) {
		try {
			if (seen != null) {
				return judgedAlike(seen, before, end);
			}
		}
		catch (RuntimeException ex) {
			logDefect(ex);
		}
		return Conclusion.of(new Judgement(Judge.defect(this.component), null, AppliedRevisions.UNKNOWN));
	}

	/** Rows that the scripts lack are looked for each time: a ref may have come that has them. */
	private Conclusion judgedAlike(Observation seen, @Nullable Check last, long end) {
		Conclusion before = (last != null && seen.equals(last.seen())) ? last.conclusion() : null;
		Judgement own = (before != null)
				? before.byOwnScripts()
				: Judge.withSessions(this.component, seen, judgeWithoutSessions(seen.withSessions(null)));
		HistoryView view = own.history();
		if (own.findings().verdict().reason() != Reason.UNKNOWN_REVISION || view == null) {
			return (before != null) ? before : Conclusion.of(own);
		}
		Elsewhere found = this.search.find(view.unknownRows(), searchTime(end));
		if (before != null && before.found().equals(found)) {
			return before;
		}
		if (found.equals(Elsewhere.NOTHING)) {
			return Conclusion.of(own);
		}
		Observation withFound = seen.with(found);
		Judgement judged = Judge.withSessions(this.component, withFound,
				Judge.judge(this.component, withFound.withSessions(null)));
		return new Conclusion(own, found, judged);
	}

	/** Half of what is left at most, so that what is known is told in time. */
	private static Duration searchTime(long end) {
		return Duration.ofNanos(Math.max(0, end - System.nanoTime())).dividedBy(2);
	}

	/** What to look at depends on it, so that it is there already when the look is over. */
	private Judgement judgeWithoutSessions(Observation seen) {
		Judged known = this.withoutSessions;
		if (known != null && known.seen().equals(seen)) {
			return known.judgement();
		}
		Judgement judgement = Judge.judge(this.component, seen);
		this.withoutSessions = new Judged(seen, judgement);
		return judgement;
	}

	private void logDefect(RuntimeException ex) {
		log.error("The check of component '" + this.component.name() + "' failed because of a defect of this service",
				ex);
	}

	private void tell(ReportListener listener, StatusReport report) {
		try {
			listener.checked(report);
		}
		catch (RuntimeException ex) {
			log.error("A listener to the checks of component '" + this.component.name()
					+ "' failed because of a defect of this service", ex);
		}
	}

	/**
	 * What callers are told who have waited for the end of one check, and whose own has not ended yet. It is a verdict on
	 * nothing, so that nobody else hears of it.
	 */
	private Check late() {
		Duration waited = this.settings.answerTimeout();
		Observation seen = this.observer.unfinished();
		Judgement judgement = Judge.judge(this.component, seen);
		Instant began = this.settings.clock().instant().minus(waited);
		Instant since = this.memory.since(this.component.name(), judgement.findings().verdict().reason().status(),
				began);
		return new Check(new Sight(seen, null, Conclusion.of(judgement)),
				report(seen, judgement.findings(), judgement, since, began, waited), List.of(),
				this.settings.ticker().getAsLong());
	}

	/**
	 * The report of one tenant, which is as new as {@link #check} makes it.
	 * @param opens whether a gate would open for a report
	 * @return {@code null} if there is no such tenant
	 */
	@Nullable
	StatusReport checkTenant(String tenant, Predicate<StatusReport> opens) {
		return settled(current(), this::newest, (check) -> reportOfTenant(check, tenant), opens);
	}

	/**
	 * The report of one tenant by the last check that was made.
	 * @return {@code null} if there is no such tenant, or no check was made
	 */
	@Nullable
	StatusReport lastOfTenant(String tenant) {
		Check last = this.last;
		return (last != null) ? reportOfTenant(last, tenant) : null;
	}

	private @Nullable StatusReport reportOfTenant(Check current, String tenant) {
		Check check = ofTenant(current, tenant);
		return (check != null) ? check.report() : null;
	}

	/**
	 * Whether the schema of one tenant bears out its stamp, as it is now.
	 * @return {@code null} if there is no such tenant
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	@Nullable
	ComponentSchema schemaOfTenant(String tenant) {
		Check check = ofTenant(current(), tenant);
		return (check != null)
				? schema(
						withSchema(check, () -> Objects.requireNonNullElse(ofTenant(current(), tenant), check), tenant))
				: null;
	}

	/**
	 * What a check says of one tenant; where the tenants are not known, what keeps them from being known, which is so of each.
	 * @return {@code null} if there is no such tenant
	 */
	private @Nullable Check ofTenant(Check check, String tenant) {
		Judgement judgement = (check.seen() != null) ? Judge.judge(this.component, check.seen(), tenant) : null;
		if (judgement == null) {
			return (check.report().findings().tenants() == null && this.component.tenants() != null) ? check : null;
		}
		StatusReport report = check.report();
		Lasting lasting = this.tenants.get(tenant);
		Status status = judgement.findings().verdict().reason().status();
		Instant since = (lasting != null && lasting.status() == status) ? lasting.since() : report.checkedAt();
		return new Check(new Sight(check.seen(), null, Conclusion.of(judgement)),
				new StatusReport(this.component.name() + "/" + tenant, judgement.findings(), judgement.applied(), since,
						report.checkedAt(), report.duration(), report.settled()),
				List.of(), check.start());
	}

	/**
	 * The report of the last check that was made; {@code null} if none was.
	 */
	@Nullable
	StatusReport last() {
		Check check = this.last;
		return (check != null) ? check.report() : null;
	}

	private StatusReport report(@Nullable Observation seen, Findings findings, Judgement judgement, Instant since,
			Instant began, Duration duration) {
		boolean settled = !settlesIn(seen).isPositive();
		return new StatusReport(this.component.name(), findings, judgement.applied(), since, began, duration, settled);
	}

	/**
	 * A status, and when it was first seen.
	 */
	private record Lasting(Status status, Instant since) {}

	/**
	 * What was made of an observation without its sessions.
	 */
	private record Judged(Observation seen, Judgement judgement) {}

	/**
	 * A check that was made.
	 *
	 * @param revisions the evidence of each applied revision, where the schema was looked at
	 * @param start when it began, by a clock that nobody sets
	 */
	private record Check(Sight sight, StatusReport report, List<RevisionEvidence> revisions, long start) {

		@Nullable
		Observation seen() {
			return this.sight.seen();
		}

		Conclusion conclusion() {
			return this.sight.conclusion();
		}

		Judgement judgement() {
			return this.sight.judgement();
		}

	}

}
