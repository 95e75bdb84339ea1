/**
 * What tests of several packages share.
 */
@NullMarked
package ai.backend.dbstatus.testsupport;

import org.jspecify.annotations.NullMarked;
