package org.takeup.delivery;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** Makes something happen, once, exactly before or after a command to the store, on a thread of its own. */
final class Hook implements CommandListener {
    private final Predicate<CommandStartedEvent> command;
    private final boolean before;
    private final AtomicReference<Runnable> deed = new AtomicReference<>(() -> {});
    private final AtomicBoolean set = new AtomicBoolean();
    private final Set<Integer> watched = ConcurrentHashMap.newKeySet();
    private final CountDownLatch done = new CountDownLatch(1);

    /** @param before the command is sent, or after its answer was read */
    Hook(Predicate<CommandStartedEvent> command, boolean before) {
        this.command = command;
        this.before = before;
    }

    /** From now on, the next such command is the one. */
    void set(Runnable what) {
        deed.set(what);
        set.set(true);
    }

    boolean isDone() {
        return done.getCount() == 0;
    }

    /** The delete by which a run ends its job. */
    static boolean endsAJob(CommandStartedEvent event) {
        return of(event, "delete", "jobs")
                && event.getCommand().clone().toJson().contains("\"running\"");
    }

    /** The look for the next mail that is due, with which a run ends. */
    static boolean looksForTheNext(CommandStartedEvent event) {
        return of(event, "find", "outbox")
                && event.getCommand()
                        .clone()
                        .getDocument("sort", new BsonDocument())
                        .keySet()
                        .equals(Set.of("due"));
    }

    /** The look for mailings that were paused or cancelled, before mails of theirs go out. */
    static boolean looksAtMailings(CommandStartedEvent event) {
        return of(event, "find", "mailings")
                && event.getCommand().clone().toJson().contains("$in");
    }

    /** The delete by which an address gets optional mail again. */
    static boolean freesAnAddress(CommandStartedEvent event) {
        return of(event, "delete", "held_addresses");
    }

    /** The change by which a job is woken or taken. */
    static boolean takesOrWakesAJob(CommandStartedEvent event) {
        return of(event, "findAndModify", "jobs");
    }

    private static boolean of(CommandStartedEvent event, String name, String collection) {
        return event.getCommandName().equalsIgnoreCase(name)
                && event.getCommand()
                        .clone()
                        .getString(event.getCommandName(), new BsonString(""))
                        .getValue()
                        .equals(collection);
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (set.get() && command.test(event)) {
            if (before) {
                act();
            } else {
                watched.add(event.getRequestId());
            }
        }
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        if (watched.remove(event.getRequestId())) {
            act();
        }
    }

    private void act() {
        if (set.compareAndSet(true, false)) {
            try {
                // On another thread, as another request does it: this one is in the middle of a command.
                Thread.ofVirtual().start(deed.get()).join();
                done.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
