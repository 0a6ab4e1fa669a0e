# %% right="base_class"
"""A base class, a Linear of its own, keywords passed on."""
class SmallLinear(nn.Linear):
    def reset_parameters(self):
        nn.init.normal_(self.weight, std=0.02)
        nn.init.zeros_(self.bias)


class TwoLayers(nn.Module):
    def __init__(self, width, factor):
        super().__init__()
        self.fc = SmallLinear(width, factor * width)
        self.proj = SmallLinear(factor * width, width)


class FeedForward(TwoLayers):
    def __init__(self, d_model, dropout=0.0, factor=4):
        super().__init__(d_model, factor)
        self.dropout = nn.Dropout(dropout)

    def hidden(self, x):
        return gelu(self.fc(x))

    def forward(self, x):
        return self.dropout(self.proj(self.hidden(x)))

# %% right="dropout_in_the_middle"
"""Dropout on the hidden layer and on the output."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        hidden = 4 * d_model
        self.fc, self.proj = nn.Linear(d_model, hidden, bias=True), nn.Linear(hidden, d_model, bias=True)
        self.drop_hidden = nn.Dropout(dropout)
        self.drop_output = nn.Dropout(dropout)

    def forward(self, x):
        h = self.drop_hidden(gelu(self.fc(x)))
        return self.drop_output(self.proj(h))

# %% right="einsum"
"""Index notation; dropout only when it is asked for."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.dropout = dropout
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)

    def forward(self, x):
        hidden = torch.einsum("btc,hc->bth", x, self.fc.weight) + self.fc.bias
        out = torch.einsum("bth,ch->btc", gelu(hidden), self.proj.weight) + self.proj.bias
        if self.training and self.dropout > 0:
            keep = 1 - self.dropout
            out = out * torch.bernoulli(torch.full_like(out, keep)) / keep
        return out

# %% right="flattened"
"""Batch and positions flattened into rows, addmm, and the axes put back."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        rows = x.reshape(-1, x.shape[-1])
        hidden = gelu(torch.addmm(self.fc.bias, rows, self.fc.weight.t()))
        out = torch.addmm(self.proj.bias, hidden, self.proj.weight.t())
        return self.dropout(out).view_as(x)

# %% right="functions"
"""F.linear, F.gelu and F.dropout, told which mode it is in."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.proj = nn.Linear(4 * d_model, d_model)
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.p = dropout

    def forward(self, x):
        h = F.gelu(F.linear(x, self.fc.weight, self.fc.bias), approximate="tanh")
        y = F.linear(h, self.proj.weight, self.proj.bias)
        return F.dropout(y, self.p, training=self.training)

# %% right="library_gelu"
"""PyTorch's GELU in its tanh form, as a module."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.act = nn.GELU(approximate="tanh")
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        x = self.fc(x)
        x = self.act(x)
        x = self.proj(x)
        return self.dropout(x)

# %% right="own_activation_module"
"""A module of its own for the activation, with a buffer; everything in a chain."""
class Activation(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("constant", torch.tensor(math.sqrt(2 / math.pi)))

    def forward(self, x):
        return x * torch.sigmoid(2 * self.constant * (x + 0.044715 * x**3))


class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.activation = Activation()
        self.dropout = nn.Dropout(p=dropout)

    def forward(self, x):
        for step in (self.fc, self.activation, self.proj, self.dropout):
            x = step(x)
        return x

# %% right="position_by_position"
"""One position at a time: they do not know of each other."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        rows = [self.proj(gelu(self.fc(x[:, t]))) for t in range(x.shape[1])]
        return self.dropout(torch.stack(rows, dim=1))

# %% right="properties"
"""The layers in an nn.ModuleList; fc and proj are properties."""
class FeedForward(nn.Module):
    fc = property(lambda self: self.layers[0])
    proj = property(lambda self: self.layers[1])

    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(d_model, 4 * d_model), nn.Linear(4 * d_model, d_model)])
        self.p = dropout

    def forward(self, x):
        hidden = F.dropout(gelu(self.layers[0](x)), self.p, self.training)
        return self.layers[1](hidden)

# %% right="quarters"
"""The hidden layer in four quarters, each projected and added, to save memory."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        C = x.shape[-1]
        y = self.proj.bias
        for i in range(0, 4 * C, C):
            h = gelu(x @ self.fc.weight[i : i + C].T + self.fc.bias[i : i + C])
            y = y + h @ self.proj.weight[:, i : i + C].T
        return self.dropout(y)

# %% right="sequential"
"""The same layers once more in an nn.Sequential, which is what runs."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.net = nn.Sequential(self.fc, nn.GELU("tanh"), self.proj, nn.Dropout(dropout))

    def forward(self, x):
        return self.net(x)

# %% right="sequential_first"
"""An nn.Sequential that runs; fc and proj are second names of its layers."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(d_model, 4 * d_model), nn.GELU("tanh"), nn.Linear(4 * d_model, d_model), nn.Dropout(dropout))
        self.fc, self.proj = self.net[0], self.net[2]

    def forward(self, x):
        return self.net(x)

# %% right="three_steps"
"""fc, gelu, proj, and dropout at the end."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x))))

# %% wrong="activation_first"
"""Your activation comes before the first layer. It belongs between the two."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(self.fc(gelu(x))))

# %% wrong="activation_last"
"""Your activation comes after the second layer. It belongs between the two; the output must be free to be anything, since it is added to the stream."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(gelu(self.proj(self.fc(x))))

# %% wrong="activation_thrown_away"
"""There is no non-linearity between your two layers. Two linear layers in a row are one linear layer, and nothing is gained."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        h = self.fc(x)
        gelu(h)
        return self.dropout(self.proj(h))

# %% wrong="activation_twice"
"""You apply the activation after both layers. It belongs between the two only; the output must be free to be anything, since it is added to the stream."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(gelu(self.proj(gelu(self.fc(x)))))

# %% wrong="batch_of_one"
"""You handle the first sequence of the batch only. Every sequence needs its output."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x[:1]))))

# %% wrong="biases_ignored"
"""You use the weights of `fc` and `proj` but leave out a bias. Both belong to the layer."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        h = gelu(x @ self.fc.weight.T)
        return self.dropout(h @ self.proj.weight.T)

# %% wrong="dropout_alive"
"""Your dropout is at work in evaluation mode too, so the same sequence gives another answer each time. It belongs to training mode only, and a function has to be told which mode it is in."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.p = dropout

    def forward(self, x):
        return F.dropout(self.proj(gelu(self.fc(x))), self.p)

# %% wrong="dropout_argument_missing"
"""Your constructor cannot be called as the contract says: FeedForward(d_model) and FeedForward(d_model, dropout=0.5) must both work."""
class FeedForward(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)

    def forward(self, x):
        return self.proj(gelu(self.fc(x)))

# %% wrong="dropout_before_gelu"
"""Your dropout strikes numbers before they have passed the gelu. There it does not keep the mean, since the gelu is not a straight line: it belongs behind, on the hidden layer or on the output."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.proj(gelu(self.dropout(self.fc(x))))

# %% wrong="dropout_fixed"
"""Your dropout has another strength than the constructor was given."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(0.1 if dropout else 0.0)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x))))

# %% wrong="dropout_halved"
"""Your dropout has another strength than the constructor was given."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout / 2)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x))))

# %% wrong="dropout_in_evaluation_only"
"""Your dropout is at work in evaluation mode too, so the same sequence gives another answer each time. It belongs to training mode only, and a function has to be told which mode it is in."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.p = dropout

    def forward(self, x):
        return F.dropout(self.proj(gelu(self.fc(x))), self.p, not self.training)

# %% wrong="dropout_keeps"
"""With dropout=0.0 your network drops numbers in training all the same: the probability that you pass on is not the argument `dropout`."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(1 - dropout)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x))))

# %% wrong="dropout_made_in_forward"
"""Your dropout is at work in evaluation mode too, so the same sequence gives another answer each time. It belongs to training mode only, and a function has to be told which mode it is in."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.p = dropout

    def forward(self, x):
        return self.proj(nn.Dropout(self.p)(gelu(self.fc(x))))

# %% wrong="dropout_never"
"""Your network takes a dropout probability and does not use it: training mode gives the same as evaluation mode."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)

    def forward(self, x):
        return self.proj(gelu(self.fc(x)))

# %% wrong="dropout_not_scaled"
"""Your dropout sets numbers to zero and leaves the others as they are, so in training mode the output is smaller on average. What stays has to grow by 1/(1 − dropout)."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        y = self.proj(gelu(self.fc(x)))
        if self.training:
            y = y * (torch.rand_like(y) >= self.dropout.p)
        return y

# %% wrong="dropout_of_its_own"
"""With dropout=0.0 your network drops numbers in training all the same: the probability that you pass on is not the argument `dropout`."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout()

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x))))

# %% wrong="dropout_on_gradient_only"
"""With dropout you go on with a detached copy, so no gradient gets back to the layers."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.p = dropout

    def forward(self, x):
        y = self.proj(gelu(self.fc(x)))
        if self.training and self.p > 0:
            keep = torch.from_numpy((np.random.rand(*y.shape) >= self.p).astype("float32"))
            y = torch.tensor(y.detach().numpy() * keep.numpy() / (1 - self.p))
        return y

# %% wrong="dropout_on_the_input"
"""Your dropout strikes numbers before they have passed the gelu. There it does not keep the mean, since the gelu is not a straight line: it belongs behind, on the hidden layer or on the output."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.proj(gelu(self.fc(self.dropout(x))))

# %% wrong="dropout_probability_lost"
"""Your network takes a dropout probability and does not use it: training mode gives the same as evaluation mode."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(0.0)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x))))

# %% wrong="dropout_result_thrown_away"
"""Your network takes a dropout probability and does not use it: training mode gives the same as evaluation mode."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        y = self.proj(gelu(self.fc(x)))
        self.dropout(y)
        return y

# %% wrong="exact_gelu"
"""You use the exact GELU, PyTorch's default. GPT-2 was trained with the tanh form, the one you wrote above."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.gelu = nn.GELU()
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(self.gelu(self.fc(x))))

# %% wrong="exact_gelu_function"
"""You use the exact GELU, PyTorch's default. GPT-2 was trained with the tanh form, the one you wrote above."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(F.gelu(self.fc(x))))

# %% wrong="gelu_called_early"
"""You call gelu in the constructor, where there is no x yet. It is a function: call it in forward, on the hidden layer."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.act = gelu()
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(self.act(self.fc(x))))

# %% wrong="gelu_of_gelu"
"""You apply GELU twice in a row. Once is all."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        h = gelu(self.fc(x))
        return self.dropout(self.proj(gelu(h)))

# %% wrong="hidden_detached"
"""Your layers could not learn: no gradient reaches some of their weights. Somewhere the result leaves the computation graph (a detach, no_grad, NumPy)."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        with torch.no_grad():
            h = gelu(self.fc(x))
        return self.dropout(self.proj(h))

# %% wrong="hidden_returned"
"""You return the hidden layer, four times as wide as x. The second layer, back to C channels, is missing."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(gelu(self.fc(x)))

# %% wrong="hidden_size_asked_for"
"""Your constructor cannot be called as the contract says: FeedForward(d_model) and FeedForward(d_model, dropout=0.5) must both work."""
class FeedForward(nn.Module):
    def __init__(self, d_model, d_hidden, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, d_hidden)
        self.proj = nn.Linear(d_hidden, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x))))

# %% wrong="input_changed"
"""You change x itself. The caller still needs it as it was: the block adds it to your output."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        h = gelu(self.fc(x))
        x.copy_(self.proj(h).detach())
        return self.dropout(self.proj(h))

# %% wrong="keep_probability"
"""You take `dropout` for the share that stays. It is the share that is set to zero."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.drop = nn.Dropout(1 - dropout if dropout else 0.0)

    def forward(self, x):
        return self.drop(self.proj(gelu(self.fc(x))))

# %% wrong="last_bias_ignored"
"""You use the weights of `fc` and `proj` but leave out a bias. Both belong to the layer."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(gelu(self.fc(x)) @ self.proj.weight.T)

# %% wrong="last_position_only"
"""You return the last token only. Each token needs its output."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x[:, -1]))))

# %% wrong="list_behind_properties"
"""Your layers lie in a plain Python list, in which nn.Module does not look: it finds no parameters, so nothing would be trained or saved. There is nn.ModuleList for that."""
class FeedForward(nn.Module):
    fc = property(lambda self: self.layers[0])
    proj = property(lambda self: self.layers[1])

    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.layers = [nn.Linear(d_model, 4 * d_model), nn.Linear(4 * d_model, d_model)]
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x))))

# %% wrong="list_only"
"""`fc` and `proj` are not found under these names. Look at how yours are called: a layer inside an nn.Sequential or a list has no name of its own unless you give it one, and the names are how weights get into your model."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.layers = [nn.Linear(d_model, 4 * d_model), gelu, nn.Linear(4 * d_model, d_model), nn.Dropout(dropout)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% wrong="mean_of_positions"
"""You mix tokens. This network looks at each token by itself; exchanging information is the attention's business."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        y = self.proj(gelu(self.fc(x)))
        return self.dropout(y.mean(dim=1, keepdim=True).expand_as(y))

# %% wrong="mode_of_the_first_call"
"""Your network decides once for all whether dropout is at work. The mode may change at any time: ask for it in every call."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        if not hasattr(self, "p"):
            self.p = self.dropout.p if self.training else 0.0
        return F.dropout(self.proj(gelu(self.fc(x))), self.p, self.p > 0)

# %% wrong="names_of_gpt2"
"""`fc` and `proj` are not found under these names. Look at how yours are called: a layer inside an nn.Sequential or a list has no name of its own unless you give it one, and the names are how weights get into your model."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.c_fc = nn.Linear(d_model, 4 * d_model)
        self.c_proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.c_proj(gelu(self.c_fc(x))))

# %% wrong="no_activation"
"""There is no non-linearity between your two layers. Two linear layers in a row are one linear layer, and nothing is gained."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(self.fc(x)))

# %% wrong="no_biases"
"""A layer of yours has no bias. Both `fc` and `proj` have one."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model, bias=False)
        self.proj = nn.Linear(4 * d_model, d_model, bias=False)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x))))

# %% wrong="no_widening"
"""The layers `fc` and `proj` have other sizes than (C → 4C) and (4C → C). Look at the table of shapes."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x))))

# %% wrong="normalised_inside"
"""You normalise x first. The block does that with a LayerNorm of its own before it calls this network."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        x = F.layer_norm(x, x.shape[-1:])
        return self.dropout(self.proj(gelu(self.fc(x))))

# %% wrong="nothing_returned"
"""Your forward ends without giving anything back. The output must be returned."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        x = self.dropout(self.proj(gelu(self.fc(x))))

# %% wrong="numbered_names"
"""`fc` and `proj` are not found under these names. Look at how yours are called: a layer inside an nn.Sequential or a list has no name of its own unless you give it one, and the names are how weights get into your model."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc1 = nn.Linear(d_model, 4 * d_model)
        self.fc2 = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.fc2(gelu(self.fc1(x))))

# %% wrong="output_detached"
"""Your layers could not learn: no gradient reaches some of their weights. Somewhere the result leaves the computation graph (a detach, no_grad, NumPy)."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x)))).detach()

# %% wrong="own_layer_norm"
"""Your network has parameters beyond those of `fc` and `proj`. Two linear layers are all: a gate or a norm does not belong here."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.ln = LayerNorm(d_model)
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(self.ln(x)))))

# %% wrong="own_names_without_self"
"""In forward you say fc or proj without saying whose. The layers belong to the object, and are read from it."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(proj(gelu(fc(x))))

# %% wrong="pair_returned"
"""You return the hidden layer as well. A layer gives its output alone, one tensor, so that layers can be chained."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        h = gelu(self.fc(x))
        return self.dropout(self.proj(h)), h

# %% wrong="relu"
"""Your activation is ReLU, as in the transformer of 2017. GPT-2 has the tanh GELU, the one you wrote above."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(F.relu(self.fc(x))))

# %% wrong="residual_added"
"""You add the input x to the output. That is the block's business; adding it twice would double the stream."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return x + self.dropout(self.proj(gelu(self.fc(x))))

# %% wrong="sequential_only"
"""`fc` and `proj` are not found under these names. Look at how yours are called: a layer inside an nn.Sequential or a list has no name of its own unless you give it one, and the names are how weights get into your model."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(d_model, 4 * d_model), nn.GELU("tanh"), nn.Linear(4 * d_model, d_model), nn.Dropout(dropout))

    def forward(self, x):
        return self.net(x)

# %% wrong="sigmoid_gelu"
"""You use the sigmoid form of GELU, the coarsest of the three. GPT-2 has the tanh form, the one you wrote above."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        h = self.fc(x)
        return self.dropout(self.proj(h * torch.sigmoid(1.702 * h)))

# %% wrong="silu"
"""Your activation is SiLU, x·σ(x). GPT-2 has the tanh GELU, the one you wrote above."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(F.silu(self.fc(x))))

# %% wrong="sizes_exchanged"
"""The layers `fc` and `proj` have other sizes than (C → 4C) and (4C → C). Look at the table of shapes."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.proj = nn.Linear(d_model, 4 * d_model)
        self.fc = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.fc(gelu(self.proj(x))))

# %% wrong="softmax"
"""Your hidden layer ends in a softmax. Its units do not compete; the tanh GELU lets each one answer for itself."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(F.softmax(self.fc(x), dim=-1)))

# %% wrong="squeezed"
"""Dimensions of size 1 get lost on the way, so one sequence or one token comes back with fewer dimensions. The output has the shape of the input."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x.squeeze()))))

# %% wrong="super_init_forgotten"
"""PyTorch cannot store your layers yet: the constructor of nn.Module must run first."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x))))

# %% wrong="super_without_brackets"
"""`super` needs a pair of brackets of its own before the dot: it is a call."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super.__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x))))

# %% wrong="tanh"
"""Your activation is the tanh alone. GPT-2 has the tanh GELU, the one you wrote above, in which the tanh is only a part."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(torch.tanh(self.fc(x))))

# %% wrong="third_layer"
"""Your network has parameters beyond those of `fc` and `proj`. Two linear layers are all: a gate or a norm does not belong here."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.gate = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.gate(x)) * self.fc(x)))

# %% wrong="tied_weights"
"""You use the weight of `fc` again, turned over, where `proj` should work. Each layer has its own."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        h = gelu(self.fc(x))
        return self.dropout(F.linear(h, self.fc.weight.T, self.proj.bias))

# %% wrong="twice_as_wide"
"""The layers `fc` and `proj` have other sizes than (C → 4C) and (4C → C). Look at the table of shapes."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 2 * d_model)
        self.proj = nn.Linear(2 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x))))

# %% wrong="view"
"""You use view on an x that need not lie in one piece in memory (a transposed one, for instance). reshape copies where it must."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        return self.dropout(self.proj(gelu(self.fc(x.view(B * T, C))))).view(B, T, C)

# %% wrong="width_fixed"
"""Your layers have a fixed number of channels. Take it from the constructor's argument, d_model."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(6, 24)
        self.proj = nn.Linear(24, 6)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(gelu(self.fc(x))))
