package org.takeup.questionnaire;

import java.util.Set;
import org.takeup.plugin.api.LocalizedText;

/**
 * A published questionnaire that surveys can be opened with.
 *
 * @param number of its newest version
 * @param uses what results of surveys with it are used for
 */
public record Offer(
        String id,
        int number,
        LocalizedText title,
        LocalizedText purpose,
        int minutes,
        int smallestGroup,
        Set<Use> uses) {}
