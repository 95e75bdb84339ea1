package ai.backend.dbstatus.web.http;

/**
 * Marks, as {@code @JsonView(Timing.class)}, what differs from one answer to the next although nothing has changed. It is
 * part of the JSON, and an entity tag leaves it out.
 */
public interface Timing {
}
