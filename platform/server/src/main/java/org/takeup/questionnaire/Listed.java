package org.takeup.questionnaire;

import java.time.Instant;
import java.util.Optional;
import org.takeup.plugin.api.LocalizedText;

/** A questionnaire in the list. @param version the newest published one, if there is one; @param ahead whether the draft is newer */
public record Listed(
        String id,
        LocalizedText title,
        int pages,
        int items,
        Instant changed,
        Optional<Integer> version,
        boolean ahead) {}
