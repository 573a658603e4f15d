package dev.towpath.config;

/// A way to people: what a message is handed to.
public sealed interface Channel {
  /// The word in a runbook.
  String word();

  /// An incoming webhook of Slack.
  record Slack(Template url) implements Channel {
    @Override
    public String word() {
      return "slack";
    }
  }

  /// A workflow of Microsoft Teams that begins with a request.
  record Teams(Template url) implements Channel {
    @Override
    public String word() {
      return "teams";
    }
  }

  /// An integration of a PagerDuty service, by its events API, version 2.
  ///
  /// @param key the integration's
  /// @param events the URL of the API
  /// @param severity critical, error, warning or info
  record PagerDuty(Template key, Template events, String severity) implements Channel {
    @Override
    public String word() {
      return "pagerduty";
    }
  }

  /// A URL that takes JSON.
  record Webhook(Template url) implements Channel {
    @Override
    public String word() {
      return "webhook";
    }
  }

  /// Mail.
  record Email(MailSettings mail) implements Channel {
    @Override
    public String word() {
      return "email";
    }
  }

  /// A command of the shell; the text is in `TOWPATH_MESSAGE`.
  record Command(String shell) implements Channel {
    @Override
    public String word() {
      return "command";
    }
  }
}
