"""What the browser sends about documents, one module per noun."""
