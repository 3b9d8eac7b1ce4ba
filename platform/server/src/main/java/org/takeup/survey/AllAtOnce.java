package org.takeup.survey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.takeup.http.Json;
import org.takeup.http.Problem;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.asking.Shown;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** Takes all answers of a signed-in person at once, as a program sends them. Thread-safe; calls block. */
final class AllAtOnce {
    private final Waves waves;
    private final InterimCounter counter;
    private final Directory directory;
    private final Cells cells;
    private final Refusals refusals;

    AllAtOnce(Waves waves, InterimCounter counter, Directory directory, Cells cells, Refusals refusals) {
        this.waves = waves;
        this.counter = counter;
        this.directory = directory;
        this.cells = cells;
        this.refusals = refusals;
    }

    /**
     * Replaces all answers of a signed-in person.
     *
     * @param given those to items that are not shown because of the others are left out
     * @param finished whether the person is done; then every required item that is shown must be answered
     * @param idempotencyKey the same key with the same content changes nothing and answers the same
     * @throws Problem 422 naming each item that does not fit, in the order of the questionnaire, unknown ones last
     * @throws Problem 422 if the key was used with other content
     * @throws WaveClosed if the wave takes no answers any more
     */
    Progress replace(
            Workspace workspace,
            Caller caller,
            String waveId,
            Map<String, Answer> given,
            boolean finished,
            Optional<String> idempotencyKey,
            Locale language) {
        Waves.Known known = waves.find(workspace, waveId);
        Refusals.refuseAnonymous(known);
        String ballot = WaveKey.ballotId(waveId, known.keyForAnswers(workspace).ticket(caller.personId()));
        Shown shown = Shown.of(known.snapshot().questionnaire(), given);
        check(workspace, known, given, finished ? shown : new Shown(List.of(), Map.of()));
        Map<String, Answer> answers = shown.answers();
        var store = new BallotStore(workspace, waveId);
        if (!known.wave().fieldwork().quota().equals(Fieldwork.Quota.NONE)) {
            store.find(ballot).ifPresent(begun -> cells.refuseBeginner(workspace, known.wave(), begun));
        }
        var all = new BallotStore.AllSaved(
                answers,
                pagesAnswered(shown, finished),
                finished,
                idempotencyKey.map(AllAtOnce::digest).orElse(""),
                digest(canonical(answers, finished)),
                Answering.hour(workspace),
                language.toLanguageTag());
        if (!store.replace(ballot, all)) {
            return repeated(workspace, known, store, ballot, all, shown);
        }
        if (finished) {
            counter.finished(workspace, known.wave());
        }
        return progressAfter(shown, all);
    }

    /** @param demanded whose required items must be answered */
    private void check(Workspace workspace, Waves.Known known, Map<String, Answer> answers, Shown demanded) {
        List<Item> items = known.snapshot().questionnaire().items().toList();
        Set<Item> must =
                demanded.pages().stream().flatMap(page -> page.items().stream()).collect(Collectors.toSet());
        List<Problem.Field> wrong = new AnswerRules(AnswerWords.ENGLISH).check(items, answers, must::contains);
        if (wrong.isEmpty()) {
            wrong = directory.unknown(workspace, items, answers, AnswerWords.ENGLISH);
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
    }

    private Progress repeated(
            Workspace workspace,
            Waves.Known known,
            BallotStore store,
            String ballot,
            BallotStore.AllSaved all,
            Shown shown) {
        Optional<String> before = all.key().isEmpty() ? Optional.empty() : store.sentWith(ballot, all.key());
        if (before.isEmpty()) {
            throw refusals.ofWrite(workspace, known, store, ballot);
        }
        if (!before.get().equals(all.content())) {
            throw new Problem(
                    422,
                    "idempotency-key-reused",
                    "This Idempotency-Key was used before with other answers.",
                    "Nothing was changed. Send the same answers again, or use a new key for new ones.");
        }
        return progressAfter(shown, all);
    }

    private static Progress progressAfter(Shown shown, BallotStore.AllSaved all) {
        return new Progress(all.pages().size(), shown.pages().size(), all.finished());
    }

    private static List<String> pagesAnswered(Shown shown, boolean finished) {
        return shown.pages().stream()
                .filter(page -> finished
                        || page.items().stream()
                                .filter(item -> !(item instanceof Item.Information))
                                .map(Item::id)
                                .allMatch(shown.answers()::containsKey))
                .map(Questionnaire.Page::id)
                .toList();
    }

    private static String canonical(Map<String, Answer> answers, boolean finished) {
        var sorted = new TreeMap<String, Object>();
        answers.forEach((item, answer) -> sorted.put(item, AnswerDocument.write(answer)));
        Function<byte[], String> text = bytes -> new String(bytes, StandardCharsets.UTF_8);
        return finished + text.apply(Json.write(sorted));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
