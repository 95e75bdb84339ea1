package ai.backend.dbstatus.status.check;

import ai.backend.dbstatus.status.judgement.Judgement;
import ai.backend.dbstatus.status.observation.Elsewhere;

/**
 * What was made of an observation.
 *
 * @param byOwnScripts before rows were looked for that the scripts lack
 * @param found what was found of them
 * @param judgement in the light of that
 */
record Conclusion(Judgement byOwnScripts, Elsewhere found, Judgement judgement) {

	static Conclusion of(Judgement judgement) {
		return new Conclusion(judgement, Elsewhere.NOTHING, judgement);
	}

}
