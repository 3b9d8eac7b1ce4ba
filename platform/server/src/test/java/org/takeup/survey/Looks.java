package org.takeup.survey;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Hears what one thread asks the store of one collection, so that a test can say how often that may be. */
final class Looks implements CommandListener {
    private final String collection;
    private final ThreadLocal<List<String>> heard = new ThreadLocal<>();

    /** @param collection its name */
    Looks(String collection) {
        this.collection = collection;
    }

    /** What was done, and the names of the commands by which it asked the collection, in order. */
    record Heard<T>(T result, List<String> commands) {}

    <T> Heard<T> during(Supplier<T> deed) {
        var commands = new ArrayList<String>();
        heard.set(commands);
        try {
            return new Heard<>(deed.get(), List.copyOf(commands));
        } finally {
            heard.remove();
        }
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        String name = event.getCommandName();
        List<String> commands = heard.get();
        if (commands != null
                && event.getCommand().isString(name)
                && event.getCommand().getString(name).getValue().equals(collection)) {
            commands.add(name);
        }
    }
}
