package ai.backend.dbstatus.alembic.revision;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Puts revisions in the order in which Alembic goes down through them, from the tips; read backwards it is the order of an
 * upgrade.
 * <p>
 * Alembic moves a list of cursors down the lines. The cursor in hand goes on down its line, and the line's revisions are
 * taken, until it stands on a revision that another cursor has still above itself; then the first such cursor is taken in
 * hand. A merge point leaves one cursor on its first parent and appends cursors for the others; a cursor whose parents are
 * all taken, or waited for by others, is dropped, and the one before it is taken in hand.
 * <p>
 * Alembic keeps the set of ancestors of every cursor for that. Here a revision counts its children that are not yet taken,
 * since a cursor is above a revision just as long as one of its children is not taken. Only where it has to change cursors
 * does it look upwards for the first one, and then from line to line: on a stretch without branch and merge point there is
 * one cursor at most.
 */
final class UpgradeOrder {

	private static final int NONE = -1;

	private final Graph graph;

	/** What is to be ordered and not yet taken. */
	private final BitSet open;

	private final int[] openChildren;

	/** The cursors are numbered as they are appended; the numbers of those still there make a linked list. */
	private final int[] cursorNode;

	private final int[] previous;

	private final int[] following;

	private final int[] cursorAt;

	private int cursorCount;

	private int first = NONE;

	private int last = NONE;

	private final int[] order;

	private int taken;

	private boolean deterministic = true;

	/** The uppermost revision of the line that a revision is on. */
	private final int[] lineTop;

	/** The cursor that is on the line, by the line's uppermost revision. */
	private final int[] cursorOnLine;

	/** How many children are known to be taken, from the first on. */
	private final int[] takenChildren;

	/** The search that visited a line last, so that the marks need no clearing. */
	private final int[] visitedBy;

	private final int[] stack;

	private int searches;

	private UpgradeOrder(Graph graph, BitSet wanted) {
		this.graph = graph;
		this.open = (BitSet) wanted.clone();
		int size = graph.size();
		int count = wanted.cardinality();
		this.openChildren = new int[size];
		this.cursorNode = new int[count];
		this.previous = new int[count];
		this.following = new int[count];
		this.cursorAt = new int[size];
		this.order = new int[count];
		this.visitedBy = new int[size];
		this.stack = new int[size];
		this.lineTop = new int[size];
		this.cursorOnLine = new int[size];
		this.takenChildren = new int[size];
		Arrays.fill(this.cursorAt, NONE);
		Arrays.fill(this.cursorOnLine, NONE);
	}

	/**
	 * The order, newest first.
	 *
	 * @param deterministic whether Alembic would always find the same; it does not where it chooses among several
	 * dependencies of one revision
	 */
	@SuppressWarnings("ArrayRecordComponent") // never compared
	record Result(int[] newestFirst, boolean deterministic) {}

	/**
	 * Orders a set that holds, with every revision, all that is between it and the tips.
	 */
	static Result of(Graph graph, BitSet wanted, int[] tips) {
		return new UpgradeOrder(graph, wanted).order(tips);
	}

	private Result order(int[] tips) {
		this.open.stream().forEach((node) -> {
			for (int down : this.graph.normalizedDown()[node]) {
				this.openChildren[down]++;
			}
		});
		findLines();
		Arrays.stream(tips).filter(this.open::get).sorted().distinct().forEach(this::append);
		int cursor = this.first;
		while (cursor != NONE) {
			int node = this.cursorNode[cursor];
			cursor = this.openChildren[node] > 0 ? firstCursorAbove(node) : moveDown(cursor, node);
		}
		if (this.taken < this.order.length) {
			throw new NotARevisionException("range");
		}
		return new Result(this.order, this.deterministic);
	}

	private void findLines() {
		int[] baseFirst = this.graph.baseFirst();
		for (int i = baseFirst.length - 1; i >= 0; i--) {
			int node = baseFirst[i];
			int child = this.open.get(node) ? onlyOpen(this.graph.allNext()[node]) : NONE;
			boolean goesOn = child != NONE && onlyOpen(this.graph.normalizedDown()[child]) == node;
			this.lineTop[node] = goesOn ? this.lineTop[child] : node;
		}
	}

	private int onlyOpen(int[] nodes) {
		int found = NONE;
		for (int node : nodes) {
			if (this.open.get(node)) {
				if (found != NONE) {
					return NONE;
				}
				found = node;
			}
		}
		return found;
	}

	/**
	 * Takes the revision the cursor stands on, and returns the cursor to go on with.
	 */
	private int moveDown(int cursor, int node) {
		this.order[this.taken++] = node;
		close(node);
		this.cursorAt[node] = NONE;
		this.cursorOnLine[this.lineTop[node]] = NONE;
		int[] down = this.graph.normalizedDown()[node];
		int firstDependency = this.graph.firstDependency(node);
		boolean moved = false;
		int dependencies = 0;
		for (int i = 0; i < down.length; i++) {
			if (isWaiting(down[i])) {
				if (moved) {
					append(down[i]);
				}
				else {
					place(cursor, down[i]);
					moved = true;
				}
				dependencies += i >= firstDependency ? 1 : 0;
			}
		}
		this.deterministic &= dependencies < 2;
		return moved ? cursor : drop(cursor);
	}

	private boolean isWaiting(int node) {
		return this.open.get(node) && this.cursorAt[node] == NONE;
	}

	private void close(int node) {
		this.open.clear(node);
		for (int down : this.graph.normalizedDown()[node]) {
			this.openChildren[down]--;
		}
	}

	/**
	 * The first cursor above a revision on which another cursor waits; such a revision is the uppermost of its line.
	 */
	private int firstCursorAbove(int start) {
		int search = ++this.searches;
		int least = this.cursorAt[start] == this.first ? this.following[this.first] : this.first;
		int found = Integer.MAX_VALUE;
		int top = 0;
		this.stack[top++] = start;
		while (top > 0 && found != least) {
			int node = this.stack[--top];
			int[] children = this.graph.allNext()[node];
			for (int i = firstOpenChild(node, children); i < children.length && found != least; i++) {
				int line = this.lineTop[children[i]];
				if (this.open.get(children[i]) && this.visitedBy[line] != search) {
					this.visitedBy[line] = search;
					if (this.cursorOnLine[line] != NONE) {
						found = Math.min(found, this.cursorOnLine[line]);
					}
					this.stack[top++] = line;
				}
			}
		}
		return found == Integer.MAX_VALUE ? NONE : found;
	}

	private int firstOpenChild(int node, int[] children) {
		int i = this.takenChildren[node];
		while (i < children.length && !this.open.get(children[i])) {
			i++;
		}
		this.takenChildren[node] = i;
		return i;
	}

	private void append(int node) {
		int cursor = this.cursorCount++;
		place(cursor, node);
		this.previous[cursor] = this.last;
		this.following[cursor] = NONE;
		if (this.last == NONE) {
			this.first = cursor;
		}
		else {
			this.following[this.last] = cursor;
		}
		this.last = cursor;
	}

	private void place(int cursor, int node) {
		this.cursorNode[cursor] = node;
		this.cursorAt[node] = cursor;
		this.cursorOnLine[this.lineTop[node]] = cursor;
	}

	private int drop(int cursor) {
		int before = this.previous[cursor];
		int after = this.following[cursor];
		if (before == NONE) {
			this.first = after;
		}
		else {
			this.following[before] = after;
		}
		if (after == NONE) {
			this.last = before;
		}
		else {
			this.previous[after] = before;
		}
		return before == NONE ? after : before;
	}

}
