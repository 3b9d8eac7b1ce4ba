package org.takeup.message;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.takeup.tenant.Workspace;

/** In which language people want to be told. Tags are BCP 47. Thread-safe; may block. */
public interface Tongues {
    /** Where nobody has said so: everybody gets the workspace's language. */
    Tongues UNKNOWN = new Tongues() {
        @Override
        public Optional<String> of(Workspace workspace, String personId) {
            return Optional.empty();
        }

        @Override
        public Stream<String> readers(Workspace workspace, Set<String> languages) {
            return Stream.empty();
        }
    };

    /** @return the language that the person has chosen, if they have */
    Optional<String> of(Workspace workspace, String personId);

    /** The same of several people; whoever has not chosen is left out. At most a few thousand at a time. */
    default Map<String, String> of(Workspace workspace, Collection<String> personIds) {
        var chosen = new HashMap<String, String>();
        personIds.forEach(id -> of(workspace, id).ifPresent(tag -> chosen.put(id, tag)));
        return chosen;
    }

    /** Ids of those who have chosen one of these languages, each once, read from the store while the stream is. Close it. */
    Stream<String> readers(Workspace workspace, Set<String> languages);
}
