/**
 * The door: hosts, tenants, sessions, forged requests, limits, errors and the frame of every page. Turns a request into
 * a workspace, a caller and an exchange, hands it to a route on a virtual thread and writes its reply.
 */
@NullMarked
package org.takeup.web;

import org.jspecify.annotations.NullMarked;
