package org.belltower.embeddedswitch.sip;

import gov.nist.core.LogLevels;
import gov.nist.core.StackLogger;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the SIP stack's own log to SLF4J. What strangers can provoke (parse errors, stray messages) is logged at
 * debug: the stack calls it an error, for an operator it is weather.
 *
 * <p><em>Thread-safe.</em> Made by the stack, by name.
 */
public final class SipStackLog implements StackLogger {
    private static final Logger LOG = LoggerFactory.getLogger("org.belltower.embeddedswitch.sip.stack");

    @Override
    public void logStackTrace() {}

    @Override
    public void logStackTrace(int level) {}

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void logException(Throwable exception) {
        LOG.debug("SIP stack: {}", exception.toString());
    }

    @Override
    public void logDebug(String message) {}

    @Override
    public void logDebug(String message, Exception exception) {}

    @Override
    public void logTrace(String message) {}

    @Override
    public void logFatalError(String message) {
        LOG.error("SIP stack: {}", message);
    }

    @Override
    public void logError(String message) {
        LOG.debug("SIP stack: {}", message);
    }

    @Override
    public void logError(String message, Exception exception) {
        LOG.debug("SIP stack: {}: {}", message, exception.toString());
    }

    @Override
    public void logWarning(String message) {
        LOG.debug("SIP stack: {}", message);
    }

    @Override
    public void logInfo(String message) {}

    @Override
    public boolean isLoggingEnabled() {
        return LOG.isDebugEnabled();
    }

    @Override
    public boolean isLoggingEnabled(int level) {
        return level <= LogLevels.TRACE_ERROR && LOG.isDebugEnabled();
    }

    @Override
    public void disableLogging() {}

    @Override
    public void enableLogging() {}

    @Override
    public void setBuildTimeStamp(String timestamp) {}

    @Override
    public void setStackProperties(Properties properties) {}

    @Override
    public String getLoggerName() {
        return LOG.getName();
    }
}
