package ai.backend.dbstatus.alembic.python.evaluation;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ai.backend.dbstatus.alembic.python.module.PythonModule;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What expressions in the body of a function stand for, where names are those of the function and of its module.
 */
class EvaluatorTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			TABLE                      | Str[value=users]
			f"ix_{TABLE}_{column}"     | Str[value=ix_users_id]
			"%s.%s" % (SCHEMA, TABLE)  | Str[value=app.users]
			"_".join(["ix", column])   | Str[value=ix_id]
			None if column else TABLE  | NONE
			64                         | Int[value=64]
			not column                 | Bool[value=false]
			""")
	void constantsAreKnown(String expression, String object) {
		assertThat(evaluate(expression)).hasToString(object);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			elsewhere
			TABLE[0]
			sa.text(TABLE)
			COUNTED
			f"{elsewhere}_{TABLE}"
			{"a": TABLE}
			[name for name in NAMES]
			lambda: TABLE
			""")
	void nothingIsGuessed(String expression) {
		assertThat(evaluate(expression)).isInstanceOf(PyObject.Unknown.class);
	}

	@Test
	void whoeverKnowsMoreOfACallSaysWhatItMakes() {
		PythonModule module = module("x = (sa.text('now()'), sa.func.now())");
		Evaluator evaluator = new Evaluator(module.globals(), module.modules(), Effort.forModule()) {

			@Override
			protected PyObject call(Expr.Call call) {
				boolean isText = evaluate(call.func()) instanceof PyObject.Module callee
						&& callee.name().equals("sqlalchemy.text");
				return isText ? new Text(evaluate(call.args().getFirst())) : super.call(call);
			}

		};
		PyObject.Sequence pair = (PyObject.Sequence) evaluator.evaluate(assigned(module.tree().body().getLast()));
		assertThat(pair.items()).containsExactly(new Text(new PyObject.Str("now()")), PyObject.UNKNOWN);
		assertThat(Evaluator.isKnown(pair.items().getFirst(), Effort.forModule())).isTrue();
		assertThat(Evaluator.truth(pair.items().getFirst())).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			helper | helper
			alias  | helper
			wrapped | ``
			""")
	void aNameTellsTheFunctionThatItSurelyStandsFor(String name, String function) {
		PythonModule module = module("""
				def helper():
				    pass
				@cached
				def wrapped():
				    pass
				alias = helper
				""");
		PyObject.Unknown unknown = (PyObject.Unknown) module.globals().get(name);
		assertThat(Optional.ofNullable(unknown.definition()).map(Stmt.Definition::name).orElse("")).isEqualTo(function);
	}

	/** {@code sa.text(text)}. */
	private record Text(PyObject text) implements PyObject.Extension {}

	private static PyObject evaluate(String expression) {
		PythonModule module = module("""
				def upgrade():
				    column = "id"
				    return %s
				""".formatted(expression));
		Stmt.FunctionDef function = (Stmt.FunctionDef) module.tree().body().getLast();
		Map<String, PyObject> locals = new HashMap<>();
		Evaluator evaluator = new Evaluator(new Scope() {

			@Override
			public PyObject get(String name) {
				PyObject local = locals.get(name);
				return (local != null) ? local : module.globals().get(name);
			}

			@Override
			public void bind(String name, PyObject object) {
				locals.put(name, object);
			}

		}, module.modules(), Effort.forModule());
		List<Stmt> statements = function.body().statements();
		locals.put("column", evaluator.evaluate(assigned(statements.getFirst())));
		Expr returned = ((Stmt.Return) statements.getLast()).value();
		assertThat(returned).isNotNull();
		return evaluator.evaluate(returned);
	}

	private static Expr assigned(Stmt statement) {
		return ((Stmt.Assign) statement).value();
	}

	private static PythonModule module(String statements) {
		String text = """
				import sqlalchemy as sa
				SCHEMA = "app"
				TABLE = "users"
				COUNTED = count()
				""" + statements + "\n";
		return PythonModule.read(text.getBytes(StandardCharsets.UTF_8), new LiveFiles(), List.of(), Set.of());
	}

}
