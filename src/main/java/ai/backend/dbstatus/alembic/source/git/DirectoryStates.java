package ai.backend.dbstatus.alembic.source.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * The states of a directory in many commits. Most commits leave most directories as they are: what was found below a tree is
 * not looked up again, which for 46,000 commits is the difference between a second and ten.
 */
final class DirectoryStates {

	private static final ObjectId NOTHING = ObjectId.zeroId();

	private final ObjectReader reader;

	private final String[] path;

	/** What the next name of the path is in a tree, by how many names came before. */
	private final List<Map<ObjectId, ObjectId>> found = new ArrayList<>();

	private final Map<ObjectId, GitCommit> first = new LinkedHashMap<>();

	/**
	 * @param path the directory, with slashes; empty for the topmost one
	 */
	DirectoryStates(ObjectReader reader, String path) {
		this.reader = reader;
		this.path = path.isEmpty() ? new String[0] : path.split("/", -1);
		for (int i = 0; i < this.path.length; i++) {
			this.found.add(new HashMap<>());
		}
	}

	void add(GitCommit commit) throws IOException {
		ObjectId tree = ObjectId.fromString(commit.tree());
		for (int i = 0; i < this.path.length && !tree.equals(NOTHING); i++) {
			ObjectId known = this.found.get(i).get(tree);
			if (known == null) {
				known = find(tree, this.path[i]);
				this.found.get(i).put(tree, known);
			}
			tree = known;
		}
		if (!tree.equals(NOTHING)) {
			this.first.putIfAbsent(tree, commit);
		}
	}

	private ObjectId find(ObjectId tree, String name) throws IOException {
		CanonicalTreeParser parser = new CanonicalTreeParser();
		parser.reset(this.reader.open(tree, Constants.OBJ_TREE).getCachedBytes(GitObjects.LARGEST_TREE));
		for (; !parser.eof(); parser.next()) {
			if (FileMode.TREE.equals(parser.getEntryRawMode()) && parser.getEntryPathString().equals(name)) {
				return parser.getEntryObjectId();
			}
		}
		return NOTHING;
	}

	/**
	 * The first commit that was added with each state.
	 */
	List<GitCommit> first() {
		return List.copyOf(this.first.values());
	}

}
