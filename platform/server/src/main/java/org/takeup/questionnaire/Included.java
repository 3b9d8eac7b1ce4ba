package org.takeup.questionnaire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.takeup.http.Problem;
import org.takeup.questionnaire.format.QuestionnaireReader;
import org.takeup.questionnaire.format.Unreadable;

/**
 * A questionnaire that comes along with the platform, to be copied. It is a file in the folder {@code included}, by the rules
 * that hold for everybody's files. Ids of the questionnaires and of their scales stay: others look for them in results.
 *
 * @param id name of its file
 * @param own what the file says, in all of its languages
 */
record Included(String id, OwnQuestionnaire own) {
    /** Ids in the order in which they are offered. */
    static final List<String> IDS =
            List.of("readiness", "manager-support", "work-context", "hearts-minds", "trainer-readiness");

    /** Read once, when somebody first asks. */
    private static final class Files {
        static final List<Included> ALL =
                IDS.stream().map(id -> new Included(id, read(id))).toList();
    }

    static List<Included> all() {
        return Files.ALL;
    }

    /** @throws Problem 422 naming the field {@code included} if there is none of this id */
    static Included require(String id) {
        return all().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("included", "Name one of " + String.join(", ", IDS) + "."));
    }

    /** With all its languages, the given one first if it is among them: that is the one that the copy is then written in. */
    OwnQuestionnaire startingWith(Locale language) {
        return Retold.in(Copies.startingWith(language, own.languages()), own);
    }

    /** The language whose words {@link org.takeup.plugin.api.LocalizedText#in} shows to a reader of this one. */
    String shownIn(Locale reader) {
        return own.title().byLanguage().containsKey(reader.getLanguage()) ? reader.getLanguage() : own.language();
    }

    private static OwnQuestionnaire read(String id) {
        try (var in = Included.class.getResourceAsStream("included/" + id + ".yaml")) {
            return QuestionnaireReader.read(new String(
                    Objects.requireNonNull(in, "the file is in the jar").readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Unreadable e) {
            throw new IllegalStateException("The questionnaire " + id + " cannot be read: " + e.getMessage(), e);
        }
    }
}
