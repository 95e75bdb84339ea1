package ai.backend.dbstatus.alembic.operation;

/**
 * What cannot be known of a function without running it.
 *
 * @param line where it stands in the script, counted from 1
 * @param text what is written there, shortened to a line
 * @param why a sentence
 */
public record NotKnown(int line, String text, String why) {}
