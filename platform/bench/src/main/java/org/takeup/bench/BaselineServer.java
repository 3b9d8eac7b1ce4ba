package org.takeup.bench;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bson.Document;

/**
 * What a request costs at the least: Vert.x with nothing behind it at {@code /hello}, and Vert.x with one insert on a
 * virtual thread at {@code /insert}. Same event loops, same driver and same hand-over as the platform.
 */
final class BaselineServer {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final MongoCollection<Document> collection;

    private BaselineServer(String mongoUri) {
        // Past the platform's one door on purpose: what that door costs is what is measured against this.
        collection = MongoClients.create(mongoUri).getDatabase("takeup_bench").getCollection("inserts");
        collection.drop();
    }

    /** Serves until the process is ended. @param port on loopback */
    static void start(int port, String mongoUri) {
        var server = new BaselineServer(mongoUri);
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(server::handle)
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void handle(HttpServerRequest request) {
        if (request.path().equals("/hello")) {
            request.response().putHeader("content-type", "application/json").end("{\"hello\":\"world\"}");
            return;
        }
        var context = Vertx.currentContext();
        request.body()
                .onSuccess(body -> threads.execute(() -> {
                    collection.insertOne(new Document("answers", body.toString()));
                    context.runOnContext(
                            ignored -> request.response().setStatusCode(201).end());
                }));
    }
}
