package ai.backend.dbstatus.alembic.python.syntax;

import java.nio.charset.StandardCharsets;
import java.util.List;

import ai.backend.dbstatus.alembic.python.syntax.parser.PythonParser;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import ai.backend.dbstatus.alembic.python.syntax.token.SourceDecoder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The bodies of a migration script's functions, as people write them.
 */
class FunctionBodyTests {

	private static final String SCRIPT = """
			revision = "a1"
			down_revision = None


			def upgrade() -> None:
			    op.create_table(
			        "users",
			        sa.Column("id", sa.Integer(), primary_key=True),
			        sa.Column("name", sa.String(length=64), nullable=False),  # of the account
			        schema="app",
			        **OPTIONS,
			    )
			    defaults = {"role": "user", **EXTRA}
			    op.execute(users.update().where(users.c.name == defaults["role"]).values({users.c.id: rows[0][1:]}))
			    names = [column["name"] for column in inspector.get_columns("users") if column["name"] not in KEPT]
			    with op.batch_alter_table("users", schema=None) as batch_op, op.get_context().autocommit_block():
			        batch_op.drop_column("age")
			    for name in names:
			        op.drop_index(f"ix_users_{name}", table_name="users")
			    else:
			        pass
			    while (rows := connection.execute(query).fetchall()):
			        offset += len(rows)
			        if not rows:
			            break
			    try:
			        op.drop_constraint("fk", "users", type_="foreignkey")
			    except sa.exc.ProgrammingError as error:
			        log.warning("no such constraint: %s", error)
			    finally:
			        connection.close()


			def downgrade():
			    raise NotImplementedError("no way back")
			""";

	@Test
	void everyStatementOfABodyIsParsed() {
		assertThat(body(SCRIPT, "upgrade")).extracting((statement) -> statement.getClass().getSimpleName())
				.containsExactly("Expression", "Assign", "Expression", "Assign", "With", "For", "While", "Try");
		assertThat(body(SCRIPT, "downgrade")).singleElement().isInstanceOf(Stmt.Raise.class);
	}

	@Test
	void aCallHasItsArgumentsByPositionAndByKeyword() {
		Expr.Call call = call(body(SCRIPT, "upgrade").getFirst());
		assertThat(call.func().text()).isEqualTo("op.create_table");
		assertThat(call.line()).isEqualTo(6);
		assertThat(call.args()).extracting(Node::text)
				.containsExactly("\"users\"", "sa.Column(\"id\", sa.Integer(), primary_key=True)",
						"sa.Column(\"name\", sa.String(length=64), nullable=False)");
		assertThat(((Expr.Call) call.args().get(2)).keywords()).singleElement().satisfies((keyword) -> {
			assertThat(keyword.name()).isEqualTo("nullable");
			assertThat(keyword.line()).isEqualTo(9);
			assertThat(((Expr.Constant) keyword.value()).value()).isEqualTo(Literal.Singleton.FALSE);
		});
		assertThat(call.keywords()).extracting(Expr.Keyword::name).containsExactly("schema", null);
		assertThat(call.keywords().getLast().value().text()).isEqualTo("OPTIONS");
	}

	@Test
	void dictionariesSubscriptsAndComprehensionsHaveTheirParts() {
		List<Stmt> statements = body(SCRIPT, "upgrade");
		Expr.Dict dictionary = (Expr.Dict) ((Stmt.Assign) statements.get(1)).value();
		assertThat(dictionary.items()).extracting(Expr.DictItem::text).containsExactly("\"role\": \"user\"", "**EXTRA");
		assertThat(dictionary.items().getLast().key()).isNull();
		Expr.Dict values = (Expr.Dict) call(statements.get(2)).args()
				.stream()
				.map((argument) -> ((Expr.Call) argument).args().getFirst())
				.findFirst()
				.orElseThrow();
		Expr.Subscript subscript = (Expr.Subscript) values.items().getFirst().value();
		assertThat(subscript.value().text()).isEqualTo("rows[0]");
		assertThat(((Expr.Slice) subscript.slice()).lower()).isInstanceOf(Expr.Constant.class);
		Expr.ListComp comprehension = (Expr.ListComp) ((Stmt.Assign) statements.get(3)).value();
		assertThat(comprehension.element().text()).isEqualTo("column[\"name\"]");
		assertThat(comprehension.generators()).singleElement()
				.satisfies((loop) -> assertThat(loop.ifs()).extracting(Node::text)
						.containsExactly("column[\"name\"] not in KEPT"));
	}

	@Test
	void compoundStatementsHaveTheirParts() {
		List<Stmt> statements = body(SCRIPT, "upgrade");
		Stmt.With with = (Stmt.With) statements.get(4);
		assertThat(with.items()).extracting(Node::text)
				.containsExactly("op.batch_alter_table(\"users\", schema=None) as batch_op",
						"op.get_context().autocommit_block()");
		assertThat(call(with.body().getFirst()).func().text()).isEqualTo("batch_op.drop_column");
		Stmt.For loop = (Stmt.For) statements.get(5);
		assertThat(call(loop.body().getFirst()).args()).singleElement().isInstanceOf(Expr.JoinedStr.class);
		assertThat(loop.orElse()).singleElement().isInstanceOf(Stmt.Pass.class);
		Stmt.While repeated = (Stmt.While) statements.get(6);
		assertThat(repeated.test()).isInstanceOf(Expr.NamedExpr.class);
		assertThat(((Stmt.If) repeated.body().getLast()).branches().getFirst().body()).singleElement()
				.isInstanceOf(Stmt.Break.class);
		Stmt.Try attempt = (Stmt.Try) statements.get(7);
		assertThat(attempt.handlers()).singleElement().satisfies((handler) -> {
			assertThat(handler.type()).isNotNull().extracting(Node::text).isEqualTo("sa.exc.ProgrammingError");
			assertThat(handler.target()).isNotNull().extracting(Node::text).isEqualTo("error");
		});
		assertThat(attempt.finalBody()).extracting(Node::text).containsExactly("connection.close()");
	}

	@Test
	void aBodyIsParsedWhenSomebodyAsksForIt() {
		Stmt.FunctionDef broken = function("""
				def upgrade():
				    op.add_column("users" sa.Column("age"))
				revision = "a1"
				""", "upgrade");
		assertThatExceptionOfType(PythonSyntaxException.class).isThrownBy(() -> broken.body().statements())
				.satisfies((ex) -> assertThat(ex.line()).isEqualTo(2));
		Stmt.FunctionDef sound = function(SCRIPT, "upgrade");
		assertThat(sound.body().statements()).isSameAs(sound.body().statements());
	}

	private static Expr.Call call(Stmt statement) {
		return (Expr.Call) ((Stmt.Expression) statement).value();
	}

	private static List<Stmt> body(String text, String name) {
		return function(text, name).body().statements();
	}

	private static Stmt.FunctionDef function(String text, String name) {
		return PythonParser.parse(SourceDecoder.decode(text.getBytes(StandardCharsets.UTF_8)))
				.body()
				.stream()
				.filter(Stmt.FunctionDef.class::isInstance)
				.map(Stmt.FunctionDef.class::cast)
				.filter((function) -> function.name().equals(name))
				.findFirst()
				.orElseThrow();
	}

}
