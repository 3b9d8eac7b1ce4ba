package org.takeup.questionnaire;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.takeup.http.Problem;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Workspace;

/** The questionnaires that a workspace has written: drafts, and the versions that surveys are opened with. Thread-safe. */
public final class Questionnaires {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS =
            List.of(QuestionnaireStore.DRAFTS, QuestionnaireStore.VERSIONS);

    /** How many a workspace has at most. */
    static final int MOST = 200;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The latest changes first. */
    public List<Listed> list(Workspace workspace) {
        return new QuestionnaireStore(workspace).list();
    }

    /** What surveys can be opened with. */
    public List<Offer> offers(Workspace workspace) {
        return new QuestionnaireStore(workspace).offers();
    }

    /** @throws Problem not found, also for another workspace's id and for what is no id at all */
    public Draft find(Workspace workspace, String id) {
        return Optional.of(id)
                .filter(text -> ID.matcher(text).matches())
                .flatMap(new QuestionnaireStore(workspace)::find)
                .orElseThrow(Problem::notFound);
    }

    /** The newest published version, with its number as its version; empty if there is none. */
    public Optional<OwnQuestionnaire> published(Workspace workspace, String id) {
        return Optional.of(id)
                .filter(text -> ID.matcher(text).matches())
                .flatMap(new QuestionnaireStore(workspace)::published);
    }

    /** @throws Problem 409 if the workspace has as many as it can have */
    public Draft create(Workspace workspace, OwnQuestionnaire own) {
        var store = new QuestionnaireStore(workspace);
        if (store.count() >= MOST) {
            throw new Problem(
                    409,
                    "too-many-questionnaires",
                    "There are " + MOST + " questionnaires, which is as many as a workspace can have.",
                    "Delete one that is not needed any more.");
        }
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        store.insert(id, own, workspace.clock().instant());
        return find(workspace, id);
    }

    /**
     * A questionnaire that surveys can be opened with at once: its first version is what it begins with.
     *
     * @throws Problem 409 if the workspace has as many as it can have; 422 if it cannot be published, and it is a draft then
     */
    Draft createPublished(Workspace workspace, OwnQuestionnaire own) {
        Draft draft = create(workspace, own);
        return publish(workspace, draft.id(), draft.revision());
    }

    /**
     * Changes the draft.
     *
     * @param revision that the writer saw
     * @throws Problem 412 if somebody else has changed it since; whatever {@code change} throws
     */
    public Draft change(Workspace workspace, String id, long revision, UnaryOperator<OwnQuestionnaire> change) {
        Draft draft = seen(workspace, id, revision);
        OwnQuestionnaire changed = change.apply(draft.own());
        if (changed.equals(draft.own())) {
            return draft;
        }
        if (!new QuestionnaireStore(workspace)
                .save(id, revision, changed, workspace.clock().instant())) {
            throw overtaken();
        }
        return find(workspace, id);
    }

    /**
     * Freezes the draft as the next version. Publishing the same draft twice changes nothing.
     *
     * @throws Problem 422 naming what must be put right first; 412 if somebody else has changed it since
     */
    public Draft publish(Workspace workspace, String id, long revision) {
        Draft draft = seen(workspace, id, revision);
        List<Problem.Field> wrong = Checks.of(draft.own()).stream()
                .filter(Check::blocks)
                .map(check ->
                        new Problem.Field(check.about().isEmpty() ? "questionnaire" : check.about(), check.words()))
                .toList();
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        if (draft.isAhead()) {
            int number = draft.published().map(Draft.Published::number).orElse(0) + 1;
            if (!new QuestionnaireStore(workspace)
                    .publish(draft, number, workspace.clock().instant())) {
                throw overtaken();
            }
        }
        return find(workspace, id);
    }

    /**
     * Deletes the draft and all its versions. Surveys keep what they were opened with. Who calls makes sure that none that
     * is open or planned needs it.
     *
     * @throws Problem 412 if somebody else has changed it since
     */
    public void delete(Workspace workspace, String id, long revision) {
        seen(workspace, id, revision);
        if (!new QuestionnaireStore(workspace).delete(id, revision)) {
            throw overtaken();
        }
    }

    private Draft seen(Workspace workspace, String id, long revision) {
        Draft draft = find(workspace, id);
        if (draft.revision() != revision) {
            throw overtaken();
        }
        return draft;
    }

    private static Problem overtaken() {
        return new Problem(
                412,
                "questionnaire-changed",
                "Somebody else has changed this questionnaire.",
                "Open it again and make your change to what is there now.");
    }
}
