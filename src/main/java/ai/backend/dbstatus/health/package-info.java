/**
 * The verdicts as health of Spring Boot's actuator.
 */
@NullMarked
package ai.backend.dbstatus.health;

import org.jspecify.annotations.NullMarked;
