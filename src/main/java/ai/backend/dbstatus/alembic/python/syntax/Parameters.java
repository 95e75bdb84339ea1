package ai.backend.dbstatus.alembic.python.syntax;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of a function or a lambda (Python: {@code arguments}, of which each knows its default here).
 *
 * @param positionalOnly those before {@code /}
 * @param positional those that take arguments by position or by name
 * @param variadic {@code *args}
 * @param keywordOnly those behind {@code *} or {@code *args}
 * @param variadicKeyword {@code **kwargs}
 */
public record Parameters(List<Parameter> positionalOnly, List<Parameter> positional, @Nullable Parameter variadic,
		List<Parameter> keywordOnly, @Nullable Parameter variadicKeyword) {

	/**
	 * A parameter: {@code name: annotation = default} (Python: {@code arg}).
	 *
	 * @param span its tokens, without the stars
	 * @param name its name
	 * @param annotation its annotation, which may be starred in {@code *args: *Ts}
	 * @param defaultValue its default
	 */
	public record Parameter(Span span, String name, @Nullable Expr annotation,
			@Nullable Expr defaultValue) implements Node {}

}
