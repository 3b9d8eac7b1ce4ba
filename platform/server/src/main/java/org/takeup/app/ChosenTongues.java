package org.takeup.app;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.takeup.message.Tongues;
import org.takeup.preference.Preferences;
import org.takeup.tenant.Workspace;

/** The languages that people have chosen where they say how they want to be told. */
record ChosenTongues(Preferences preferences) implements Tongues {
    @Override
    public Optional<String> of(Workspace workspace, String personId) {
        return preferences.of(workspace, personId).language().map(Locale::toLanguageTag);
    }

    @Override
    public Map<String, String> of(Workspace workspace, Collection<String> personIds) {
        var chosen = new HashMap<String, String>();
        preferences
                .of(workspace, personIds)
                .forEach((person, wish) ->
                        wish.language().map(Locale::toLanguageTag).ifPresent(tag -> chosen.put(person, tag)));
        return chosen;
    }

    @Override
    public Stream<String> readers(Workspace workspace, Set<String> languages) {
        return preferences.readers(workspace, languages);
    }
}
