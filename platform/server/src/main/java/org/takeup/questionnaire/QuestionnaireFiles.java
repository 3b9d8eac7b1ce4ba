package org.takeup.questionnaire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.questionnaire.format.QuestionnaireWriter;
import org.takeup.questionnaire.lime.LimeExport;
import org.takeup.questionnaire.lime.LimeImport;
import org.takeup.questionnaire.lime.LimeUnreadable;

/** Files that questionnaires come from and go to. */
final class QuestionnaireFiles {
    /** The largest file that is taken in. */
    static final long MOST_BYTES = 2L * 1024 * 1024;

    private QuestionnaireFiles() {}

    /** What is in a file. @param lost what of it was not taken */
    record Read(OwnQuestionnaire own, List<Lost> lost) {}

    /** @throws Problem 422 saying what keeps the file from being read */
    static Read read(String name, byte[] bytes) {
        if (bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K') {
            throw Problem.invalid(
                    "file",
                    "The file is an archive (zip). Unpack it and send the file that is in it; of LimeSurvey, that with .lss at its end.");
        }
        if (!name.toLowerCase(Locale.ROOT).endsWith(".lss")) {
            return new Read(FileText.read(utf8(bytes)), List.of());
        }
        try {
            LimeImport.Imported imported = LimeImport.read(bytes);
            // By our own rules too, so that what is shown can be saved.
            return new Read(FileText.read(QuestionnaireWriter.yaml(imported.own())), imported.lost());
        } catch (LimeUnreadable e) {
            throw Problem.invalid("file", String.valueOf(e.getMessage()));
        }
    }

    static byte[] bytes(Exchange.Upload upload) {
        if (upload.bytes() > MOST_BYTES) {
            throw Problem.invalid("file", "The file is larger than " + MOST_BYTES / 1024 / 1024 + " MB.");
        }
        try {
            return Files.readAllBytes(upload.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file. @throws Problem 422 if it is not UTF-8 */
    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.invalid("file", "The file is not written in UTF-8; save it so and send it again.");
        }
    }

    static List<Lost> lostByExport(OwnQuestionnaire own) {
        return LimeExport.write(own).lost();
    }
}
