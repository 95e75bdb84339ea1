package ai.backend.dbstatus.alembic.environment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.alembic.environment.EnvironmentObject.Engine;
import ai.backend.dbstatus.alembic.environment.EnvironmentObject.Function;
import ai.backend.dbstatus.alembic.environment.EnvironmentObject.Mapping;
import ai.backend.dbstatus.alembic.environment.EnvironmentObject.Mapping.Others;
import ai.backend.dbstatus.alembic.python.evaluation.Effort;
import ai.backend.dbstatus.alembic.python.evaluation.Evaluator;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.evaluation.TooIntricateException;
import ai.backend.dbstatus.alembic.python.module.PythonModule;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Parameters;
import ai.backend.dbstatus.alembic.python.syntax.Parameters.Parameter;
import ai.backend.dbstatus.alembic.python.syntax.Span;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * Follows an {@code env.py} as {@code alembic upgrade} runs it: online, without {@code -x} and without a connection of a
 * caller's. Functions are followed where they are called; where a condition is not known, both ways are gone. What is kept
 * is what migrations are configured with when {@code context.run_migrations()} is reached.
 */
final class OnlineRun {

	/** SQLAlchemy's option in the section of the ini file. */
	static final String URL = "sqlalchemy.url";

	/** Alembic's, unless it is started with another. */
	static final String USUAL_SECTION = "alembic";

	private static final int MOST_CALLS_WITHIN_CALLS = 16;

	private final PythonModule script;

	/** What following a call takes besides the statements of the function. */
	private static final int STEPS_OF_A_CALL = 32;

	private final Effort effort;

	private final ImportedNames names;

	private final List<Stmt.FunctionDef> running = new ArrayList<>();

	/** What was configured wherever migrations ran. */
	private final List<Configured> runs = new ArrayList<>();

	/** Where all engines lead that were made. */
	private final Set<Given> engines = new LinkedHashSet<>();

	private final Map<String, PyObject> ini;

	private Configured configured;

	private boolean configures;

	/** The connection that was given to Alembic and of which nothing is known. */
	private @Nullable Expr connection;

	private boolean readsIni;

	/** The last call that configured anything, for what is given differently. */
	private @Nullable Expr place;

	/** The last call that set the URL. */
	private @Nullable Expr replaced;

	/** What was looked at last. */
	private @Nullable Expr evaluated;

	/** How many conditions are open of which it is not known whether they hold. */
	private int doubts;

	/** What the function being followed may return; {@code null} at the level of the module. */
	private @Nullable List<PyObject> returns;

	private OnlineRun(PythonModule script, Map<String, String> ini, Effort effort) {
		this.script = script;
		this.effort = effort;
		this.names = new ImportedNames(this);
		Map<String, PyObject> options = new HashMap<>();
		ini.forEach((key, value) -> options.put(key, new PyObject.Str(value)));
		this.ini = Map.copyOf(options);
		this.configured = Configured.initially(options);
	}

	/**
	 * Follows an {@code env.py}.
	 * @param ini the options of the section of the ini file
	 * @throws ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException if the body of a function is no Python
	 */
	static EnvironmentScript follow(PythonModule script, Map<String, String> ini, Effort effort) {
		OnlineRun run = new OnlineRun(script, ini, effort);
		try {
			Frame module = Frame.of(script, run.names);
			run.run(script.tree().body(), module);
			if (!run.configures) {
				run.followAllFunctions(module);
			}
			return run.outcome();
		}
		catch (TooIntricateException ex) {
			return EnvironmentScript.unreadable((run.evaluated != null) ? run.where(run.evaluated.span()) : "env.py",
					EnvironmentScriptReader.TOO_INTRICATE);
		}
	}

	/** For those that are called from somewhere that is not followed. */
	private void followAllFunctions(Frame module) {
		Configured before = this.configured;
		for (PyObject object : List.copyOf(module.names().values())) {
			if (object instanceof Function function && !function.definition().name().contains("offline")) {
				this.configured = before;
				call(function, List.of(), Mapping.OPEN);
				if (this.configures) {
					this.runs.add(this.configured);
				}
			}
		}
	}

	private EnvironmentScript outcome() {
		if (!this.configures) {
			return EnvironmentScript.NOTHING;
		}
		Configured all = this.runs.isEmpty() ? this.configured : this.runs.stream().reduce(Configured::or).get();
		return new EnvironmentScript(one(all.tables()), one(all.schemas()), url(all), one(all.perMigration()),
				one(all.transactionalDdl()));
	}

	/** What is given on all ways; if that differs, it is not known. */
	private Given one(Set<Given> given) {
		if (given.size() == 1) {
			return given.iterator().next();
		}
		for (Given each : given) {
			if (each instanceof Given.NotKnown) {
				return each;
			}
		}
		return (this.place != null) ? notKnown(this.place) : Given.Nothing.NOTHING;
	}

	private Given url(Configured all) {
		if (!all.urls().isEmpty()) {
			return one(all.urls());
		}
		if (!this.engines.isEmpty()) {
			return this.engines.contains(Given.Nothing.NOTHING) ? Given.Nothing.NOTHING : one(this.engines);
		}
		PyObject option = all.options().get(URL);
		if (option != null && this.replaced != null) {
			return url(option, this.replaced);
		}
		return (this.connection != null && !this.readsIni) ? notKnown(this.connection) : Given.Nothing.NOTHING;
	}

	/** Follows statements; returns whether what stands behind them is reached. */
	boolean run(List<Stmt> statements, Frame frame) {
		for (Stmt statement : statements) {
			this.effort.spend(1);
			if (!run(statement, frame)) {
				return false;
			}
		}
		return true;
	}

	private boolean run(Stmt statement, Frame frame) {
		switch (statement) {
			case Stmt.Expression expression -> evaluate(expression.value(), frame);
			case Stmt.Assign assign -> {
				PyObject value = evaluate(assign.value(), frame);
				assign.targets().forEach((target) -> bind(target, value, assign.value(), frame));
			}
			case Stmt.AnnAssign assign -> {
				if (assign.value() != null) {
					bind(assign.target(), evaluate(assign.value(), frame), assign.value(), frame);
				}
			}
			case Stmt.AugAssign assign -> {
				evaluate(assign.value(), frame);
				bind(assign.target(), PyObject.UNKNOWN, assign.value(), frame);
			}
			case Stmt.Import imported -> imported.names()
					.forEach((alias) -> bind(alias.boundName(), new PyObject.Module(
							(alias.asName() != null) ? alias.name() : alias.boundName()), frame));
			case Stmt.ImportFrom imported -> imports(imported, frame);
			case Stmt.FunctionDef function -> bind(function.name(),
					function.decorators().isEmpty() ? new Function(function, frame) : PyObject.UNKNOWN, frame);
			case Stmt.ClassDef type -> bind(type.name(), new EnvironmentObject.Type(type, frame), frame);
			case Stmt.If conditional -> {
				return conditional(conditional.branches(), conditional.orElse(), frame);
			}
			case Stmt.For loop -> {
				evaluate(loop.iter(), frame);
				bind(loop.target(), PyObject.UNKNOWN, loop.iter(), frame);
				loop(loop.body(), loop.orElse(), frame);
			}
			case Stmt.While loop -> {
				evaluate(loop.test(), frame);
				loop(loop.body(), loop.orElse(), frame);
			}
			case Stmt.With with -> {
				for (Stmt.WithItem item : with.items()) {
					PyObject value = evaluate(item.contextExpr(), frame);
					if (item.target() != null) {
						bind(item.target(), value, item.contextExpr(), frame);
					}
				}
				return run(with.body(), frame);
			}
			case Stmt.Try tried -> {
				return attempt(tried, frame);
			}
			case Stmt.Match match -> {
				evaluate(match.subject(), frame);
				List<List<Stmt>> ways = new ArrayList<>();
				match.cases().forEach((one) -> ways.add(one.body()));
				ways.add(List.of());
				return either(ways, frame);
			}
			case Stmt.Return result -> {
				PyObject value = (result.value() != null) ? evaluate(result.value(), frame) : PyObject.None.NONE;
				if (this.returns != null) {
					this.returns.add(value);
				}
				return false;
			}
			case Stmt.Raise _ -> {
				return false;
			}
			case Stmt.Global global -> global.names().forEach(frame::declareGlobal);
			default -> {
				// It configures nothing.
			}
		}
		return true;
	}

	private void imports(Stmt.ImportFrom imported, Frame frame) {
		for (Stmt.Alias alias : imported.names()) {
			String module = (imported.level() == 0)
					? imported.module()
					: ".".repeat(imported.level()) + imported.module();
			if (!alias.name().equals("*")) {
				bind(alias.boundName(), new PyObject.Imported(module, alias.name()), frame);
				continue;
			}
			Set<String> all = frame.module().modules().all(module);
			if (all != null) {
				all.forEach((name) -> bind(name, new PyObject.Imported(module, name), frame));
			}
		}
	}

	private boolean conditional(List<Stmt.Branch> branches, List<Stmt> orElse, Frame frame) {
		List<List<Stmt>> ways = new ArrayList<>();
		for (Stmt.Branch branch : branches) {
			Boolean truth = Evaluator.truth(evaluate(branch.test(), frame));
			if (truth == null || truth) {
				ways.add(branch.body());
			}
			if (truth != null && truth) {
				return either(ways, frame);
			}
		}
		ways.add(orElse);
		return either(ways, frame);
	}

	/** Goes several ways, one of which is gone really. */
	private boolean either(List<List<Stmt>> ways, Frame frame) {
		if (ways.size() == 1) {
			return run(ways.getFirst(), frame);
		}
		Configured before = this.configured;
		Map<String, PyObject> names = frame.names();
		Configured after = null;
		Map<String, PyObject> namesAfter = null;
		this.doubts++;
		for (List<Stmt> way : ways) {
			this.configured = before;
			frame.reset(names);
			this.effort.spend((long) frame.size() + this.configured.size());
			if (run(way, frame)) {
				this.effort.spend((long) frame.size() + this.configured.size() + ((after != null) ? after.size() : 0));
				after = (after != null) ? after.or(this.configured) : this.configured;
				if (namesAfter != null) {
					frame.join(namesAfter);
				}
				namesAfter = frame.names();
			}
		}
		this.doubts--;
		if (after == null || namesAfter == null) {
			return false;
		}
		this.configured = after;
		frame.reset(namesAfter);
		return true;
	}

	/** Twice: what is late in a round may matter early in the next. What is in a loop is taken to be done at least once. */
	private void loop(List<Stmt> body, List<Stmt> orElse, Frame frame) {
		for (int round = 0; round < 2; round++) {
			Map<String, PyObject> before = frame.names();
			this.effort.spend(2L * frame.size());
			this.doubts++;
			run(body, frame);
			this.doubts--;
			frame.join(before);
		}
		run(orElse, frame);
	}

	private boolean attempt(Stmt.Try tried, Frame frame) {
		List<List<Stmt>> ways = new ArrayList<>();
		List<Stmt> undisturbed = new ArrayList<>(tried.body());
		undisturbed.addAll(tried.orElse());
		ways.add(undisturbed);
		for (Stmt.ExceptHandler handler : tried.handlers()) {
			if (handler.target() != null) {
				bind(handler.target(), PyObject.UNKNOWN, handler.target(), frame);
			}
			ways.add(handler.body());
		}
		boolean reached = either(ways, frame);
		return run(tried.finalBody(), frame) && reached;
	}

	private void bind(Expr target, PyObject value, Expr source, Frame frame) {
		switch (target) {
			case Expr.Name name -> bind(name.id(), value, frame);
			case Expr.Tuple tuple -> unpack(tuple.elements(), value, source, frame);
			case Expr.List list -> unpack(list.elements(), value, source, frame);
			case Expr.Subscript item -> bindItem(item, value, source, frame);
			default -> {
				// An attribute: of what object, is not followed.
			}
		}
	}

	private void unpack(List<Expr> targets, PyObject value, Expr source, Frame frame) {
		boolean fits = value instanceof PyObject.Sequence sequence && sequence.items().size() == targets.size();
		for (int i = 0; i < targets.size(); i++) {
			bind(targets.get(i), fits ? ((PyObject.Sequence) value).items().get(i) : PyObject.UNKNOWN, source, frame);
		}
	}

	private void bindItem(Expr.Subscript item, PyObject value, Expr source, Frame frame) {
		PyObject key = evaluate(item.slice(), frame);
		if (item.value() instanceof Expr.Name name && frame.get(name.id()) instanceof Mapping mapping) {
			bind(name.id(), (key instanceof PyObject.Str text) ? mapping.with(text.value(), value) : Mapping.OPEN,
					frame);
		}
		else if (key instanceof PyObject.Str text && text.value().equals(URL)) {
			this.engines.add(url(value, source));
		}
	}

	private void bind(String name, PyObject value, Frame frame) {
		boolean elsewhere = this.doubts > 0 && frame.isGlobal(name);
		frame.bind(name, elsewhere ? PyObject.UNKNOWN : value);
	}

	/** What an expression of another module stands for. */
	PyObject value(Expr expr, Frame frame) {
		return evaluate(expr, frame);
	}

	/** What a module, as another one names it, has under a name. */
	PyObject attribute(PythonModule asking, String module, String name) {
		return this.names.attribute(asking, module, name);
	}

	boolean isScript(PythonModule module) {
		return module == this.script;
	}

	private PyObject evaluate(Expr expr, Frame frame) {
		this.evaluated = expr;
		return new EnvironmentEvaluator(this, frame, this.effort).evaluate(expr);
	}

	/**
	 * Calls a function: follows it and tells what it returns.
	 * @param named the arguments that are named; open where others may be given as well
	 */
	PyObject call(Function function, List<PyObject> arguments, Mapping named) {
		Stmt.FunctionDef definition = function.definition();
		if (this.running.contains(definition) || this.running.size() >= MOST_CALLS_WITHIN_CALLS) {
			return PyObject.UNKNOWN;
		}
		this.effort.spend(STEPS_OF_A_CALL);
		Frame frame = function.frame().inner();
		bindParameters(definition.parameters(), arguments, named, frame, function.frame());
		List<PyObject> outerReturns = this.returns;
		List<PyObject> own = new ArrayList<>();
		this.returns = own;
		this.running.add(definition);
		try {
			if (run(definition.body().statements(), frame)) {
				own.add(PyObject.None.NONE);
			}
		}
		finally {
			this.running.removeLast();
			this.returns = outerReturns;
		}
		boolean same = !own.isEmpty() && own.stream().distinct().count() == 1;
		return same ? own.getFirst() : PyObject.UNKNOWN;
	}

	private void bindParameters(Parameters parameters, List<PyObject> arguments, Mapping named, Frame frame,
			Frame around) {
		Mapping rest = named;
		List<Parameter> positional = new ArrayList<>(parameters.positionalOnly());
		positional.addAll(parameters.positional());
		for (int i = 0; i < positional.size(); i++) {
			Parameter parameter = positional.get(i);
			frame.bind(parameter.name(), (i < arguments.size())
					? arguments.get(i)
					: argument(parameter, named, around));
			rest = rest.without(parameter.name());
		}
		for (Parameter parameter : parameters.keywordOnly()) {
			frame.bind(parameter.name(), argument(parameter, named, around));
			rest = rest.without(parameter.name());
		}
		if (parameters.variadic() != null) {
			frame.bind(parameters.variadic().name(), PyObject.UNKNOWN);
		}
		if (parameters.variadicKeyword() != null) {
			frame.bind(parameters.variadicKeyword().name(), rest);
		}
	}

	private PyObject argument(Parameter parameter, Mapping named, Frame around) {
		Expr byDefault = parameter.defaultValue();
		PyObject given = named.items().get(parameter.name());
		if (given != null) {
			return given;
		}
		return (named.others() == Others.NONE && byDefault != null) ? evaluate(byDefault, around) : PyObject.UNKNOWN;
	}

	/**
	 * Alembic: {@code context.configure()}. What a call does not give stays as an earlier one gave it.
	 */
	void configure(Mapping arguments, Expr.Call call) {
		this.configures = true;
		this.place = call;
		boolean any = arguments.others() == Others.ANY;
		PyObject table = arguments.items().get("version_table");
		PyObject schema = arguments.items().get("version_table_schema");
		Configured now = this.configured;
		if (table != null || any) {
			now = now.withTable(given(table, expression("version_table", call)));
		}
		if (schema != null || any) {
			now = now.withSchema(given(schema, expression("version_table_schema", call)));
		}
		PyObject perMigration = arguments.items().get("transaction_per_migration");
		PyObject transactional = arguments.items().get("transactional_ddl");
		if (perMigration != null || any) {
			now = now.withPerMigration(flag(perMigration, expression("transaction_per_migration", call)));
		}
		if (transactional != null || any) {
			now = now.withTransactionalDdl(flag(transactional, expression("transactional_ddl", call)));
		}
		PyObject connected = arguments.items().get("connection");
		PyObject url = arguments.items().get("url");
		if (connected instanceof Engine engine) {
			now = now.withUrl(engine.url());
		}
		else if (connected != null && connected != PyObject.None.NONE) {
			this.connection = (this.connection != null) ? this.connection : expression("connection", call);
		}
		else if (url != null) {
			now = now.withUrl(url(url, expression("url", call)));
		}
		this.configured = now;
	}

	/** The argument as it is written, the whole call where it is passed on. */
	static Expr expression(String keyword, Expr.Call call) {
		for (Expr.Keyword argument : call.keywords()) {
			if (keyword.equals(argument.name())) {
				return argument.value();
			}
		}
		for (Expr.Keyword argument : call.keywords()) {
			if (argument.name() == null) {
				return argument.value();
			}
		}
		return call;
	}

	/** Alembic: {@code context.run_migrations()}. */
	void runMigrations() {
		this.runs.add(this.configured);
	}

	private Given given(@Nullable PyObject value, Expr expr) {
		if (value instanceof PyObject.Str text) {
			return text.value().isEmpty() ? Given.Nothing.NOTHING : new Given.Known(text.value(), null);
		}
		if (value instanceof EnvironmentObject.Variable variable
				&& given(variable.otherwise(), expr) instanceof Given.Known(String text, var _)) {
			String proviso = "It is taken to be '%s', as %s has it where the environment variable %s is not set."
					.formatted(text, where(expr.span()), variable.name());
			return new Given.Known(text, proviso);
		}
		return (value == PyObject.None.NONE) ? Given.Nothing.NOTHING : notKnown(expr);
	}

	private Given flag(@Nullable PyObject value, Expr expr) {
		return (value instanceof PyObject.Bool bool)
				? new Given.Known(bool.value() ? "True" : "False", null)
				: (value == PyObject.None.NONE) ? Given.Nothing.NOTHING : notKnown(expr);
	}

	/** Where a URL leads: an environment variable is another one wherever somebody migrates. */
	Given url(PyObject value, Expr expr) {
		PyObject own = this.ini.get(URL);
		if (value instanceof PyObject.Str text) {
			return value.equals(own) ? Given.Nothing.NOTHING : new Given.Known(text.value(), null);
		}
		if (value instanceof EnvironmentObject.Variable variable) {
			return new Given.NotKnown(where(expr.span()), withoutSecrets(expr.span().excerpt()), variable.name());
		}
		return (value == PyObject.None.NONE && own == null) ? Given.Nothing.NOTHING : notKnown(expr);
	}

	Engine engine(Given url) {
		this.engines.add(url);
		return new Engine(url);
	}

	private Given notKnown(Expr expr) {
		return new Given.NotKnown(where(expr.span()), withoutSecrets(expr.span().excerpt()));
	}

	/** Of a URL that is written there, there may follow a password. */
	private static String withoutSecrets(String expression) {
		int url = expression.indexOf("://");
		return (url >= 0) ? expression.substring(0, url + 3) + "…" : expression;
	}

	private String where(Span span) {
		boolean here = span.tokens() == this.script.tree().tokens();
		return (here ? "env.py, line " : "a module that env.py imports, line ") + span.line();
	}

	/** The options of the section of the ini file, as they are now. */
	Mapping section() {
		this.readsIni = true;
		return new Mapping(this.configured.options(), Others.NONE);
	}

	/** One of these options. Only who reads the URL may connect to it. */
	PyObject option(String key, PyObject otherwise) {
		this.readsIni |= key.equals(URL);
		return new Mapping(this.configured.options(), Others.NONE).get(key, otherwise);
	}

	void setOption(String key, PyObject value, Expr.Call call) {
		this.configured = this.configured.withOption(key, value);
		if (key.equals(URL)) {
			this.replaced = call;
		}
	}

}
