/** Calls to other systems over HTTP. The platform makes them: it checks where they go, bounds them and keeps a record. */
@NullMarked
package org.takeup.plugin.api.http;

import org.jspecify.annotations.NullMarked;
