/**
 * What cannot be answered, as problem details (RFC 9457), wherever it goes wrong: in a resource, in Spring, in Tomcat.
 */
@NullMarked
package ai.backend.dbstatus.web.problem;

import org.jspecify.annotations.NullMarked;
