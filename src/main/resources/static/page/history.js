// The revisions of a component: what the service says of them, and what follows from it.

export class History {

	#places;

	/** `graph` is the JSON of /components/{name}/graph. */
	constructor(graph) {
		this.lanes = graph.lanes;
		this.revisions = graph.revisions;
		this.edges = graph.edges;
		this.unknownRows = graph.unknownRows;
		this.branches = graph.divergence;
		this.#places = new Map(graph.revisions.map(({ revision }, place) => [revision, place]));
		/** For each place, the places of the revisions that follow it. */
		this.children = graph.revisions.map(() => []);
		graph.edges.filter((edge) => edge.kind === 'DOWN_REVISION').forEach((edge) => this.children[edge.to].push(edge.from));
		/** The ids of the revisions that only one head's line has. */
		this.own = new Set(graph.divergence.flatMap((branch) => branch.revisions));
		/** The ids of the revisions at which the lines of the heads part. */
		this.points = new Set(graph.divergence.flatMap((branch) => branch.branchesFrom));
	}

	/** The place of a revision in the list, -1 if it is not there. */
	placeOf(id) {
		return this.#places.get(id) ?? -1;
	}

	/** The places of the revisions for which a test holds. */
	places(test) {
		return this.revisions.flatMap((revision, place) => (test(revision) ? [place] : []));
	}

	isOwn(place) {
		return this.own.has(this.revisions[place].revision);
	}

	/** The rows of the version table. */
	get rows() {
		return this.revisions.filter((revision) => revision.row).map((revision) => revision.revision).concat(this.unknownRows);
	}

	/** How many revisions there are, how many of them are merge points, how many are pending. */
	get counts() {
		return {
			revisions: this.revisions.length,
			merges: this.places((revision) => revision.downRevisions.length > 1).length,
			pending: this.places((revision) => revision.state === 'PENDING').length,
			unknown: this.places((revision) => revision.state === 'UNKNOWN').length,
		};
	}

}
