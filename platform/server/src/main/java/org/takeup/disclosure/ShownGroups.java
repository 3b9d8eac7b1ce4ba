package org.takeup.disclosure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Workspace;

/**
 * The groups whose figures are shown in a workspace, or are about to be. Whoever wants to show another one enters it here first,
 * and is refused if what a few people did could be told by taking one from another. Thread-safe; calls block on the store.
 */
public final class ShownGroups {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS = List.of(LedgerStore.LEDGER);

    private final Map<String, Shows> kinds = new ConcurrentHashMap<>();

    /** Tells who shows groups. Called while wiring, before anything is entered. @param kind a word without a colon */
    public void register(String kind, Shows shows) {
        kinds.put(kind, shows);
    }

    /** Between an owner and one of its attempts in an id. */
    public static final String ATTEMPT = "/";

    /** Whether something is entered. */
    public boolean entered(Workspace workspace, String kind, String id) {
        return ledger(workspace).sizes().containsKey(key(kind, id));
    }

    /**
     * Enters groups, unless they are too alike to others that are there. Several nodes do so at once, and each looks at all that
     * came before it. What is entered again is compared with the others only, and so is an attempt (an id of an owner, {@link
     * #ATTEMPT} and any word) with the attempts of other owners: of its own ones one at most is shown, whatever those that died
     * have left here. Who is in the groups must be stored by then, where {@link Shows#compared} reads it.
     *
     * @return what has groups that are too alike, as people call it, if there is one; then nothing is entered
     */
    public Optional<String> enter(Workspace workspace, String kind, String id, Compared people) {
        var store = new LedgerStore(workspace);
        String mine = key(kind, id);
        while (true) {
            LedgerStore.Ledger seen = ledger(workspace);
            Optional<String> alike = tooAlike(workspace, seen, mine, people);
            if (alike.isPresent() || store.enter(seen, mine, people.sizes())) {
                return alike.map(other -> shows(other).name(workspace, idOf(other)));
            }
        }
    }

    /** Takes out what is not shown after all. */
    public void leave(Workspace workspace, String kind, String id) {
        new LedgerStore(workspace).leave(List.of(key(kind, id)));
    }

    /** Takes out all other attempts of the same owner, once it is certain that this one is shown. */
    public void leaveOthers(Workspace workspace, String kind, String id) {
        String mine = key(kind, id);
        leave(workspace, key -> isOf(ownerOf(mine), key) && !key.equals(mine));
    }

    /** Takes out all attempts of an owner that is gone and was never shown. */
    public void leaveAll(Workspace workspace, String kind, String owner) {
        leave(workspace, key -> isOf(key(kind, owner), key));
    }

    private void leave(Workspace workspace, Predicate<String> which) {
        List<String> keys =
                ledger(workspace).sizes().keySet().stream().filter(which).toList();
        if (!keys.isEmpty()) {
            new LedgerStore(workspace).leave(keys);
        }
    }

    private LedgerStore.Ledger ledger(Workspace workspace) {
        var store = new LedgerStore(workspace);
        return store.find().orElseGet(() -> {
            var sizes = new HashMap<String, List<Integer>>();
            kinds.forEach((kind, shows) ->
                    shows.already(workspace).forEach((id, people) -> sizes.put(key(kind, id), people.sizes())));
            store.begin(sizes);
            return store.find().orElseThrow();
        });
    }

    private Optional<String> tooAlike(Workspace workspace, LedgerStore.Ledger seen, String mine, Compared people) {
        int smallest = workspace.settings().smallestGroup();
        return seen.sizes().entrySet().stream()
                .filter(each -> !isOf(ownerOf(mine), each.getKey()))
                .filter(each -> Compared.mayBeTooAlike(people.sizes(), each.getValue(), smallest))
                .filter(each -> people.tooAlike(
                        shows(each.getKey()).compared(workspace, idOf(each.getKey())), each.getValue(), smallest))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String key(String kind, String id) {
        return kind + ":" + id;
    }

    private static String ownerOf(String key) {
        int at = key.indexOf(ATTEMPT);
        return at < 0 ? key : key.substring(0, at);
    }

    private static boolean isOf(String owner, String key) {
        return ownerOf(key).equals(owner);
    }

    private static String idOf(String key) {
        return key.substring(key.indexOf(':') + 1);
    }

    private Shows shows(String key) {
        Shows shows = kinds.get(key.substring(0, key.indexOf(':')));
        if (shows == null) {
            throw new IllegalStateException("Nobody is registered for " + key);
        }
        return shows;
    }
}
