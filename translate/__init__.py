"""Chinese official documents into English, with every glossary term as the glossary says."""
