package org.takeup.survey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
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
import org.takeup.language.LocalWords;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.asking.Shown;
import org.takeup.survey.privacy.AnonymousWave;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * Takes answers: the only writer of ballots while a wave is open. One write to the store a page, and no read before it:
 * a ballot that is there proves the invitation. Thread-safe.
 */
final class Answering {
    private final Waves waves;
    private final InterimResults interim;
    private final Directory directory;
    private final Cells cells = new Cells();

    /** @param interim told of each ballot that was finished @param directory of whom people can be picked */
    Answering(Waves waves, InterimResults interim, Directory directory) {
        this.waves = waves;
        this.interim = interim;
        this.directory = directory;
    }

    Directory directory() {
        return directory;
    }

    /**
     * A ballot in the hands of the person who may fill it in.
     *
     * @param secret of an anonymous ballot, by which it is found and opened; else empty
     * @param byBrowser whether the browser has made the token of an anonymous ballot
     * @param unread whether the ballot was not looked at and is shown as a blank one
     */
    record Held(Waves.Known known, String id, Ballot ballot, String secret, boolean byBrowser, boolean unread) {
        Held(Waves.Known known, String id, Ballot ballot) {
            this(known, id, ballot, "", false, false);
        }

        boolean isAnonymous() {
            return !secret.isEmpty();
        }

        @Override
        public String toString() {
            return "Held";
        }

        /** Tells this ballot from others, for counting only. */
        String key() {
            return id.isEmpty() ? WaveKey.ballotId(known.wave().id(), secret) : id;
        }

        Steps steps() {
            return Steps.of(known.snapshot().questionnaire(), ballot);
        }

        Progress progress() {
            return steps().progress(ballot.finished());
        }
    }

    /**
     * The ballot that a ticket opens. For {@link Wave#GRACE} after the wave's time, only of whoever has begun.
     *
     * @throws WaveClosed if the wave takes no answers any more
     * @throws Problem not found if the ticket opens nothing
     * @throws WaveFull if nothing is saved yet and a quota of the wave is filled
     */
    Held open(Workspace workspace, String waveId, String ticket) {
        Waves.Known known = waves.find(workspace, waveId);
        known.keyForBegun(workspace);
        Held held = held(workspace, known, ticket);
        if (!held.isAnonymous() && !held.ballot().touched()) {
            known.keyForAnswers(workspace);
        }
        return held;
    }

    /**
     * The same for somebody who sends a page, and so has begun. Where nothing depends on what they answered before, the
     * ballot is not read: the write finds out whether it is there.
     */
    Held openToSend(Workspace workspace, String waveId, String ticket) {
        Waves.Known known = waves.find(workspace, waveId);
        known.keyForBegun(workspace);
        boolean depends = known.wave().privacy().isAnonymous()
                || !known.wave().fieldwork().quota().equals(Fieldwork.Quota.NONE)
                || !known.snapshot().questionnaire().shownIf().isEmpty();
        if (depends || !WaveKey.isTicket(ticket)) {
            return held(workspace, known, ticket);
        }
        var blank = new Ballot("", false, false, Map.of(), Set.of());
        return new Held(known, WaveKey.ballotId(waveId, ticket), blank, "", false, true);
    }

    /** The same with its ballot. @throws Problem not found if there is none */
    Held read(Workspace workspace, Held held) {
        return held.unread()
                ? new BallotStore(workspace, held.known().wave().id())
                        .find(held.id())
                        .map(ballot -> new Held(held.known(), held.id(), ballot))
                        .orElseThrow(Problem::notFound)
                : held;
    }

    private Held held(Workspace workspace, Waves.Known known, String ticket) {
        String waveId = known.wave().id();
        String id = WaveKey.ballotId(waveId, ticket);
        if (known.wave().privacy().isAnonymous()) {
            return opened(workspace, known, ticket)
                    .or(() -> byLink(workspace, known, id))
                    .orElseThrow(Problem::notFound);
        }
        Ballot ballot = Optional.of(ticket)
                .filter(WaveKey::isTicket)
                .flatMap(ignored -> new BallotStore(workspace, waveId).find(id))
                .orElseThrow(Problem::notFound);
        cells.refuseBeginner(workspace, known.wave(), ballot);
        return new Held(known, id, ballot);
    }

    /** Whether this opens a ballot of an open link. */
    boolean isByLink(Workspace workspace, Waves.Known known, String ticket) {
        return byLink(workspace, known, WaveKey.ballotId(known.wave().id(), ticket))
                .isPresent();
    }

    /** @throws WaveFull if nobody of this unit may begin any more */
    void refuseBeginner(Workspace workspace, Wave wave, String unit) {
        cells.refuseBeginner(workspace, wave, new Ballot(unit, false, false, Map.of(), Set.of()));
    }

    /** A ballot of an open link, which belongs to nobody from the beginning. */
    private static Optional<Held> byLink(Workspace workspace, Waves.Known known, String id) {
        return new BallotStore(workspace, known.wave().id()).find(id).map(ballot -> new Held(known, id, ballot));
    }

    /** The ballot of an anonymous wave that has this secret in its address, if it has any. */
    Optional<Held> opened(Workspace workspace, Waves.Known known, String secret) {
        known.keyForBegun(workspace);
        String wave = known.wave().id();
        return Optional.of(secret)
                .filter(AnonymousWave::isSecret)
                .flatMap(text -> new AnonymousAnswers(workspace, wave).open(text))
                .map(own -> new Held(known, "", own.ballot(), secret, own.byBrowser(), false));
    }

    /** The wave, whether it takes answers or not. */
    Waves.Known known(Workspace workspace, String waveId) {
        return waves.find(workspace, waveId);
    }

    /** The wave, if it takes answers. @throws WaveClosed if it takes none any more */
    Waves.Known asking(Workspace workspace, String waveId) {
        Waves.Known known = waves.find(workspace, waveId);
        known.keyForAnswers(workspace);
        return known;
    }

    /**
     * The ballot of a signed-in person.
     *
     * @throws Problem 409 if the wave is anonymous: whoever is signed in is known
     * @throws WaveClosed if the wave takes no answers any more: whose answers are whose is not known then
     * @throws Problem 403 if they are not invited
     */
    Held own(Workspace workspace, Caller caller, String waveId) {
        Waves.Known known = waves.find(workspace, waveId);
        refuseAnonymous(known);
        String id = WaveKey.ballotId(waveId, known.keyForAnswers(workspace).ticket(caller.personId()));
        return new BallotStore(workspace, waveId)
                .find(id)
                .map(ballot -> new Held(known, id, ballot))
                .orElseThrow(Answering::notInvited);
    }

    /** The ticket of a signed-in person. Made, not looked up: whether it opens a ballot shows when it is used. */
    String ticketOf(Workspace workspace, String waveId, Caller caller) {
        return waves.find(workspace, waveId).keyForAnswers(workspace).ticket(caller.personId());
    }

    /**
     * Saves one page whose answers were checked. Answers to questions that are not asked any more because of it are gone then.
     * Repeating it changes nothing. Who has finished once stays so, also if what they change shows them more.
     *
     * @return the ballot as it is then
     */
    Ballot save(Workspace workspace, Held held, Questionnaire.Page page, Map<String, Answer> answers, Locale language) {
        held.known().keyForBegun(workspace);
        Questionnaire asked = held.known().snapshot().questionnaire();
        var store = new BallotStore(workspace, held.known().wave().id());
        Steps then = after(asked, held.ballot(), page, answers);
        var saved = new BallotStore.PageSaved(
                page.id(),
                answers,
                then.gone(page, held.ballot().answers(), answers),
                // Another tab may show more, or less: where something depends on answers, what is stored then decides.
                asked.shownIf().isEmpty() && then.isComplete(),
                hour(workspace),
                language.toLanguageTag());
        if (held.isAnonymous()) {
            return saveAnonymous(workspace, held, saved);
        }
        Ballot now = store.save(held.id(), saved).orElseThrow(() -> {
            Problem refused = refused(workspace, held.known(), store, held.id());
            // Nobody has looked before whether the ticket opens anything.
            return held.unread() && refused.status() == 403 ? Problem.notFound() : refused;
        });
        List<String> strays = Steps.of(asked, now).strays(now.answers());
        Ballot clean = strays.isEmpty() ? now : store.drop(held.id(), strays).orElse(now);
        // Two pages that were saved at the same time do not know of each other.
        Ballot done = Steps.of(asked, clean).isComplete() && !clean.finished()
                ? store.finish(held.id()).orElse(clean)
                : clean;
        if (done.finished()) {
            interim.finished(workspace, held.known().wave());
        }
        return done;
    }

    private static Steps after(
            Questionnaire asked, Ballot before, Questionnaire.Page page, Map<String, Answer> answers) {
        Map<String, Answer> all = new HashMap<>(before.answers());
        page.items().forEach(item -> all.remove(item.id()));
        all.putAll(answers);
        Set<String> pages = new HashSet<>(before.pages());
        pages.add(page.id());
        return Steps.of(asked, all, pages);
    }

    private Ballot saveAnonymous(Workspace workspace, Held held, BallotStore.PageSaved page) {
        String wave = held.known().wave().id();
        return new AnonymousAnswers(workspace, wave)
                .save(held.secret(), page, held.known().snapshot().questionnaire())
                .orElseThrow(() -> {
                    waves.forget(workspace, wave);
                    waves.find(workspace, wave).keyForBegun(workspace);
                    return tooManyChanges();
                });
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
        refuseAnonymous(known);
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
                idempotencyKey.map(Answering::digest).orElse(""),
                digest(canonical(answers, finished)),
                hour(workspace),
                language.toLanguageTag());
        if (!store.replace(ballot, all)) {
            return repeated(workspace, known, store, ballot, all, shown);
        }
        if (finished) {
            interim.finished(workspace, known.wave());
        }
        return progressAfter(shown, all);
    }

    private static void refuseAnonymous(Waves.Known known) {
        if (known.wave().privacy().isAnonymous()) {
            throw new Problem(
                    409,
                    "answers-are-anonymous",
                    "This survey is anonymous, and the API knows who you are.",
                    "Answer on its pages: open the link of your mail, or /my-surveys/"
                            + known.wave().id() + " of this workspace.");
        }
    }

    /** @param demanded whose required items must be answered */
    private void check(Workspace workspace, Waves.Known known, Map<String, Answer> answers, Shown demanded) {
        List<Item> items = known.snapshot().questionnaire().items().toList();
        Set<Item> must =
                demanded.pages().stream().flatMap(page -> page.items().stream()).collect(Collectors.toSet());
        List<Problem.Field> wrong = new AnswerRules(AnswerWords.ENGLISH).check(items, answers, must::contains);
        if (wrong.isEmpty()) {
            wrong = unknownPeople(workspace, items, answers, AnswerWords.ENGLISH);
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
    }

    /** Says of each answer that names somebody who is not in the directory. */
    List<Problem.Field> unknownPeople(
            Workspace workspace, List<Item> items, Map<String, Answer> answers, LocalWords words) {
        Map<String, Answer.Persons> picked = new TreeMap<>();
        items.forEach(item -> {
            if (answers.get(item.id()) instanceof Answer.Persons persons) {
                picked.put(item.id(), persons);
            }
        });
        Set<String> known = picked.isEmpty()
                ? Set.of()
                : directory
                        .names(
                                workspace,
                                picked.values().stream()
                                        .flatMap(each -> each.ids().stream())
                                        .collect(Collectors.toSet()))
                        .keySet();
        return picked.entrySet().stream()
                .filter(each -> !known.containsAll(each.getValue().ids()))
                .map(each -> new Problem.Field(each.getKey(), words.say("unknown-person")))
                .toList();
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
            throw refused(workspace, known, store, ballot);
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

    /** Why a ballot could not be written: closed by now, not there, or changed too often. */
    private Problem refused(Workspace workspace, Waves.Known known, BallotStore store, String ballot) {
        String wave = known.wave().id();
        waves.forget(workspace, wave);
        waves.find(workspace, wave).keyForBegun(workspace);
        return store.find(ballot).isPresent() ? tooManyChanges() : notInvited();
    }

    private static Problem tooManyChanges() {
        return new Problem(
                429,
                "too-many-changes",
                "These answers have been changed too often.",
                "What was saved last stays and counts.");
    }

    private static Problem notInvited() {
        return new Problem(
                403,
                "not-invited",
                "You are not invited to this survey.",
                "Ask the learning team if you think that you should be.");
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

    private static Date hour(Workspace workspace) {
        Instant now = workspace.clock().instant();
        return Date.from(now.truncatedTo(ChronoUnit.HOURS));
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
