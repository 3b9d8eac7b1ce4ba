package org.takeup.survey;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.asking.Shown;
import org.takeup.survey.privacy.AnonymousWave;
import org.takeup.tenant.Workspace;

/** The ballots of an anonymous wave as {@link Answering} sees them: opened by the secret in their address, saved sealed. */
final class AnonymousAnswers {
    private static final int MOST_CHANGES = 1_000;
    private static final int MOST_TRIES = 50;

    private final AnonymousWave wave;

    AnonymousAnswers(Workspace workspace, String waveId) {
        this.wave = of(workspace, waveId);
    }

    static AnonymousWave of(Workspace workspace, String waveId) {
        return new AnonymousWave(workspace, waveId, secret -> WaveKey.ballotId(waveId, secret));
    }

    /** What is sealed of a ballot under way. @param byBrowser whether the browser has made its token */
    record Draft(Map<String, Answer> answers, Set<String> pages, int changes, boolean byBrowser) {
        Draft {
            answers = Map.copyOf(answers);
            pages = Set.copyOf(pages);
        }

        static Draft blank(boolean byBrowser) {
            return new Draft(Map.of(), Set.of(), 0, byBrowser);
        }

        byte[] bytes() {
            return new Document("answers", AnswerDocument.write(answers))
                    .append("pages", List.copyOf(pages))
                    .append("changes", changes)
                    .append("byBrowser", byBrowser)
                    .toJson()
                    .getBytes(StandardCharsets.UTF_8);
        }

        static Draft of(byte[] bytes) {
            Document stored = Document.parse(new String(bytes, StandardCharsets.UTF_8));
            return new Draft(
                    AnswerDocument.read(stored.get("answers", new Document())),
                    new HashSet<>(stored.getList("pages", String.class)),
                    stored.getInteger("changes"),
                    stored.getBoolean("byBrowser"));
        }

        /** With one more page, and without what is not asked any more. */
        private Draft with(BallotStore.PageSaved page, Questionnaire asked) {
            var all = new HashMap<>(answers);
            page.gone().forEach(all::remove);
            all.putAll(page.answers());
            all.keySet().retainAll(Shown.of(asked, all).answers().keySet());
            var saved = new HashSet<>(pages);
            saved.add(page.page());
            return new Draft(all, saved, changes + 1, byBrowser);
        }
    }

    /** A ballot in the hands of whoever has its address. */
    record Own(Ballot ballot, boolean byBrowser) {}

    Optional<Own> open(String secret) {
        return wave.open(secret).map(AnonymousAnswers::own);
    }

    private static Own own(AnonymousWave.Opened opened) {
        Draft draft = Draft.of(opened.draft());
        return new Own(ballot(opened, draft), draft.byBrowser());
    }

    private static Ballot ballot(AnonymousWave.Opened opened, Draft draft) {
        return new Ballot(opened.unit(), !draft.pages().isEmpty(), opened.finished(), draft.answers(), draft.pages());
    }

    /**
     * Saves a page.
     *
     * @param asked with all its shown pages saved, the answers count
     * @return the ballot afterwards; empty if there is none, or it was changed too often
     */
    Optional<Ballot> save(String secret, BallotStore.PageSaved page, Questionnaire asked) {
        for (int i = 0; i < MOST_TRIES; i++) {
            AnonymousWave.Opened opened = wave.open(secret).orElse(null);
            if (opened == null) {
                return Optional.empty();
            }
            Draft draft = Draft.of(opened.draft()).with(page, asked);
            if (draft.changes() > MOST_CHANGES) {
                return Optional.empty();
            }
            boolean finished = opened.finished()
                    || Steps.of(asked, draft.answers(), draft.pages()).isComplete();
            Optional<byte[]> counted = finished ? Optional.of(counted(draft)) : Optional.empty();
            if (wave.save(opened, secret, draft.bytes(), counted)) {
                return Optional.of(new Ballot(opened.unit(), true, finished, draft.answers(), draft.pages()));
            }
        }
        throw new IllegalStateException("A ballot is changed by too many at once");
    }

    /** What is counted in the end: the answers alone, no page, no language, no time. */
    private static byte[] counted(Draft draft) {
        return AnswerDocument.write(draft.answers()).toJson().getBytes(StandardCharsets.UTF_8);
    }

    /** The answers of {@link #counted}, as ballots keep them. */
    static Document answers(byte[] counted) {
        return Document.parse(new String(counted, StandardCharsets.UTF_8));
    }
}
