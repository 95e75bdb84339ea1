/**
 * What the files of an Alembic project are, wherever they come from, and what tells whether they are still as they were
 * when something was made of them.
 * <p>
 * Files are named by absolute {@link java.nio.file.Path paths}, as pure names: nobody but
 * {@code alembic.source.live} goes to a disk by one, and a test holds that. So a directory of this machine needs no
 * other names than its own, a configuration's locations are resolved by the rules of the file system that Alembic would
 * run on, and a tree that lies on no disk is put at the place where its files would be: {@code %(here)s}, messages and an
 * absolute location in a configuration then mean for it what they mean for a checkout there, and what is outside of it is
 * not there.
 */
@NullMarked
package ai.backend.dbstatus.alembic.source;

import org.jspecify.annotations.NullMarked;
