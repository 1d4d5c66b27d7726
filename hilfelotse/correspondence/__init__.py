"""Messages that leave the office: templates, the outbox that loses none, the demo mailbox."""
