/**
 * The revision histories as an endpoint of Spring Boot's actuator.
 */
@NullMarked
package ai.backend.dbstatus.actuate;

import org.jspecify.annotations.NullMarked;
