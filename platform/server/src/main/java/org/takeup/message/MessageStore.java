package org.takeup.message;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Messages in MongoDB, one document a step. */
final class MessageStore {
    static final CollectionSpec MESSAGES = CollectionSpec.named("messages").index("plan");

    private final TenantCollection messages;

    MessageStore(Workspace workspace) {
        this.messages = workspace.collection(MESSAGES);
    }

    Message of(String plan, String step) {
        return messages.find(step)
                .map(MessageStore::read)
                .filter(message -> message.plan().equals(plan))
                .orElseGet(() -> Message.none(plan, step));
    }

    List<Message> ofPlan(String plan) {
        return messages.find(eq("plan", plan)).map(MessageStore::read).into(new ArrayList<>());
    }

    List<Message> ofPlans(Collection<String> plans) {
        return messages.find(in("plan", plans)).map(MessageStore::read).into(new ArrayList<>());
    }

    /** @return false, changing nothing, unless the stored version is the one before this, or there is none before the first */
    boolean put(Message message) {
        return message.version() == 1
                ? messages.insert(message.step(), write(message))
                : messages.updateIf(
                        message.step(), eq("version", message.version() - 1), new Document("$set", write(message)));
    }

    /** Notes that what has this digest is approved. Changes nothing else, and no version. */
    void approved(String step, String digest) {
        messages.update(step, new Document("$set", new Document("approved", digest)));
    }

    private static Document write(Message message) {
        var document = new Document("plan", message.plan())
                .append(
                        "variants",
                        message.variants().stream()
                                .map(each -> new Document("audience", each.audience())
                                        .append("language", each.language())
                                        .append("subject", each.subject())
                                        .append("words", each.words()))
                                .toList())
                .append("link", message.link())
                .append("deadline", message.deadline().map(LocalDate::toString).orElse(""))
                .append("kept", message.kept().stream().sorted().toList())
                .append("version", message.version());
        message.overruled()
                .ifPresent(given -> document.append(
                        "overruled",
                        new Document("reason", given.reason())
                                .append("person", given.personId())
                                .append("name", given.name())
                                .append("at", Date.from(given.at()))
                                .append("digest", given.digest())));
        return document;
    }

    private static Message read(Document row) {
        String deadline = row.get("deadline", "");
        return new Message(
                TenantCollection.id(row),
                row.getString("plan"),
                row.getList("variants", Document.class, List.of()).stream()
                        .map(each -> new Variant(
                                each.getString("audience"),
                                each.getString("language"),
                                each.getString("subject"),
                                each.getString("words")))
                        .toList(),
                row.get("link", ""),
                deadline.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(deadline)),
                Set.copyOf(row.getList("kept", String.class, List.of())),
                Optional.ofNullable(row.get("overruled", Document.class))
                        .map(given -> new Message.Overruled(
                                given.getString("reason"),
                                given.get("person", ""),
                                given.get("name", ""),
                                given.getDate("at").toInstant(),
                                given.getString("digest"))),
                row.get("approved", ""),
                row.getLong("version"));
    }
}
